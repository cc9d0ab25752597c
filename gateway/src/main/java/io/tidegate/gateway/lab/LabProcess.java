package io.tidegate.gateway.lab;

import io.tidegate.gateway.lab.twin.SimDisk;
import io.tidegate.gateway.lab.twin.SimGateway;
import io.tidegate.sim.scenario.Stage;

/// The virtual gateway's process and its disk.
record LabProcess(SimGateway gateway, SimDisk disk) implements Stage.Process {
  private static final long UNTIL_TOLD = Long.MAX_VALUE / 4;

  @Override
  public String cannot(Stage.Mishap mishap) {
    return "";
  }

  @Override
  public void begin(Stage.Mishap mishap) {
    switch (mishap) {
      case KILL -> kill(false);
      case POWER_CUT -> kill(true);
      case PAUSE -> gateway.pause(UNTIL_TOLD);
      case DISK_FULL -> disk.full = true;
      case DISK_FAULT -> {
        disk.writesFail = true;
        disk.syncsFail = true;
      }
      case DISK_SLOW -> disk.slow = true;
    }
  }

  private void kill(boolean power) {
    if (gateway.running()) {
      gateway.kill(power);
    }
  }

  @Override
  public void end(Stage.Mishap mishap) {
    switch (mishap) {
      case KILL, POWER_CUT -> {
        if (!gateway.running()) {
          gateway.start();
        }
      }
      case PAUSE -> {
        gateway.pause(0);
        gateway.wake();
      }
      case DISK_FULL -> disk.full = false;
      case DISK_FAULT -> {
        disk.writesFail = false;
        disk.syncsFail = false;
      }
      case DISK_SLOW -> disk.slow = false;
    }
  }
}
