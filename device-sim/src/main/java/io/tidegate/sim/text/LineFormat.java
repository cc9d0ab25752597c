package io.tidegate.sim.text;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.sensor.Quantity;
import java.util.List;

/// How a board that knows nothing of the link prints what it measures. Lines are given without
/// their end; `upNanos` is the time since the sketch began. One for each board.
public interface LineFormat {

  /// Printed once at the start.
  List<String> start(List<Quantity> quantities);

  List<String> lines(Measurement measurement, long upNanos);

  /// `{"n":7,"temperature":21.50}`
  static LineFormat json() {
    return new JsonLines("", new Reading(true, NoNumber.NULL));
  }

  /// `{"device_id":"esp-1","n":7,"temperature":21.50}`
  static LineFormat json(String device) {
    return new JsonLines(device, new Reading(true, NoNumber.NULL));
  }

  /// `n:7,temperature:21.50`, as the serial plotter takes it.
  static LineFormat plotter() {
    return new Pairs(':', ",", Reading.PLAIN);
  }

  /// `n=7 temperature=21.50`
  static LineFormat keyValue() {
    return new Pairs('=', " ", Reading.PLAIN);
  }

  /// `7,21.50`, the names in the first line when `header`.
  static LineFormat csv(boolean header) {
    return new Columns(",", header, Reading.PLAIN);
  }
}
