package io.tidegate.sim.text;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.sensor.Quantity;
import java.util.List;
import java.util.function.Function;

/// How a board that knows nothing of the link prints what it measures. Lines are given without
/// their end; `upNanos` is the time since the sketch began.
public interface LineFormat {

  /// Printed once at the start.
  List<String> start(List<Quantity> quantities);

  List<String> lines(Measurement measurement, long upNanos);

  /// `{"n":7,"temperature":21.50}`
  static LineFormat json() {
    return of(Measurement::json);
  }

  /// `{"device_id":"esp-1","n":7,"temperature":21.50}`
  static LineFormat json(String device) {
    return of(measurement -> measurement.json("\"device_id\":\"" + device + "\""));
  }

  /// `n:7,temperature:21.50`, as the serial plotter takes it.
  static LineFormat plotter() {
    return of(measurement -> measurement.pairs(':', ","));
  }

  /// `n=7 temperature=21.50`
  static LineFormat keyValue() {
    return of(measurement -> measurement.pairs('=', " "));
  }

  /// `7,21.50`, the names in the first line when `header`.
  static LineFormat csv(boolean header) {
    return new LineFormat() {
      @Override
      public List<String> start(List<Quantity> quantities) {
        return header ? List.of(String.join(",", Measurement.names(quantities))) : List.of();
      }

      @Override
      public List<String> lines(Measurement measurement, long upNanos) {
        return List.of(measurement.columns(','));
      }
    };
  }

  private static LineFormat of(Function<Measurement, String> line) {
    return new LineFormat() {
      @Override
      public List<String> start(List<Quantity> quantities) {
        return List.of();
      }

      @Override
      public List<String> lines(Measurement measurement, long upNanos) {
        return List.of(line.apply(measurement));
      }
    };
  }
}
