package io.tidegate.gateway.lab.twin;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.ControlLines;
import io.tidegate.sim.board.Wiring;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;

/// A board with its adapter: what one pulls out of a port and plugs in at another.
public final class SimAdapter implements Cable.Port {
  /// How the board hangs on it. `baud` is the line's speed until the board sets one. With
  /// `faultsUpward` faults also change what the board says. `lines`: what DTR and RTS do to it.
  public record Plan(int baud, boolean faultsUpward, Wiring lines) {}

  private static final int UP_BYTES = 8_192;
  private static final int DOWN_BYTES = 4_096;

  private final boolean faultsUpward;
  private final Wiring wiring;
  private final Coverage coverage;
  private final Line up;
  private final Line down;
  private final Cable cable;
  private ControlLines lines;
  private SimPort port;
  private boolean lowered;

  public SimAdapter(Plan plan, Board board, World world, Coverage coverage) {
    this.faultsUpward = plan.faultsUpward();
    this.wiring = plan.lines();
    this.coverage = coverage;
    this.up = new Line(plan.baud(), UP_BYTES, world.chance());
    this.down = new Line(plan.baud(), DOWN_BYTES, world.chance());
    this.cable = new Cable(world, board, up, down, this);
    unpowered();
    cable.pin(Board.POWER, 1);
  }

  /// The port that it belongs to, plugged in or not.
  public SimPort port() {
    return port;
  }

  void hang(SimPort port) {
    this.port = port;
  }

  /// The cable, for faults of its own.
  public Cable cable() {
    return cable;
  }

  void plug(boolean plugged) {
    cable.plug(plugged);
    if (!plugged) {
      unpowered();
    }
  }

  /// What DTR and RTS do, from now on.
  ControlLines lines() {
    return lines;
  }

  /// Without its supply an adapter drives nothing: both lines are as they were before anybody
  /// opened its port.
  private void unpowered() {
    lines = new ControlLines(wiring, this::drive);
    drive(Board.RESET, 1);
    drive(0, 1);
  }

  private void drive(int pin, int level) {
    if (pin == Board.RESET) {
      coverage.add(Fault.BOARD_RESET_BY_OPENING, lowered && level == 1 ? 1 : 0);
      lowered = level == 0;
    }
    cable.pin(pin, level);
  }

  /// Somebody presses the board's button.
  void reset() {
    coverage.add(Fault.BOARD_RESET);
    cable.pin(Board.RESET, 0);
    cable.pin(Board.RESET, 1);
  }

  void power(boolean on) {
    cable.pin(Board.POWER, on ? 1 : 0);
  }

  void faults(LineFaults faults) {
    down.faults(faults);
    if (faultsUpward) {
      up.faults(faults);
    }
  }

  long faults(LineFaults.Kind kind) {
    return up.faults(kind) + down.faults(kind);
  }

  /// What the gateway has set: a chip that sends at another speed is noise.
  @Override
  public int baud() {
    return port.baud();
  }

  @Override
  public void arrived(byte[] bytes, int length) {
    port.arrived(bytes, length);
  }
}
