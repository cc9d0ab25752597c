package io.tidegate.gateway.lab;

import io.tidegate.gateway.lab.twin.SimPort;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.Seat;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.world.Cable;

/// A board on a virtual port.
record LabSeat(Built built, SimPort port) implements Seat {
  @Override
  public Microcontroller chip() {
    return built.board();
  }

  @Override
  public Model model() {
    return built.model();
  }

  @Override
  public Sensor sensor(int number) {
    return built.sensor(number);
  }

  @Override
  public Station station() {
    return built.station();
  }

  @Override
  public void plug(boolean plugged) {
    if (plugged) {
      port.plug();
    } else {
      port.unplug();
    }
  }

  @Override
  public void power(boolean on) {
    port.power(on);
  }

  @Override
  public void inject(Cable.Way way, LineFaults.Kind kind, long amount) {
    port.cable().inject(way, kind, amount);
  }

  @Override
  public void faults(LineFaults faults) {
    port.cable().faults(faults);
  }

  @Override
  public void wrongBaud(int baud) {
    port.cable().wrongBaud(baud);
  }
}
