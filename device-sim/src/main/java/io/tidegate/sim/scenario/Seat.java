package io.tidegate.sim.scenario;

import io.tidegate.sim.board.Mishaps;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.world.Cable;

/// A board of a run and its place on the stage. On the world's thread.
public interface Seat {
  /// Null when it plays a recording.
  Mishaps chip();

  Model model();

  /// Boards measure no more, and recordings end.
  default void end() {
    model().end();
    if (chip() == null) {
      power(false);
    }
  }

  /// One of the board's sensors, counted from 1; throws when it has none of that number.
  Sensor sensor(int number);

  /// Its WiFi; null when it has none.
  Station station();

  /// Pulls or plugs the cable to the port; the board keeps its power.
  void plug(boolean plugged);

  /// Pulls the cable and plugs it in again: the port has its name, and is another device.
  void replug();

  /// Takes the board's power away or gives it back.
  void power(boolean on);

  /// One fault on the line now.
  void inject(Cable.Way way, LineFaults.Kind kind, long amount);

  /// Faults at random, both ways; [LineFaults#NONE] heals them.
  void faults(LineFaults faults);

  /// The port runs at this speed whatever a program sets; 0 heals it.
  void wrongBaud(int baud);
}
