package io.tidegate.gateway.lab;

import io.tidegate.gateway.lab.twin.SimAdapter;
import io.tidegate.gateway.lab.twin.SimPort;
import io.tidegate.sim.board.Mishaps;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.Seat;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.world.Cable;
import java.util.LinkedHashMap;
import java.util.Map;

/// A board that hangs on a virtual port.
record LabSeat(Built built, SimAdapter adapter) implements Seat {
  @Override
  public Mishaps chip() {
    return built.chip();
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
      adapter.port().plug();
    } else {
      adapter.port().unplug();
    }
  }

  @Override
  public void replug() {
    SimPort.move(new LinkedHashMap<>(Map.of(adapter, adapter.port())));
  }

  @Override
  public void power(boolean on) {
    adapter.port().power(on);
  }

  @Override
  public void inject(Cable.Way way, LineFaults.Kind kind, long amount) {
    adapter.cable().inject(way, kind, amount);
  }

  @Override
  public void faults(LineFaults faults) {
    adapter.cable().faults(faults);
  }

  @Override
  public void wrongBaud(int baud) {
    adapter.cable().wrongBaud(baud);
  }
}
