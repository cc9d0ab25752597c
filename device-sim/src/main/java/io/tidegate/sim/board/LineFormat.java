package io.tidegate.sim.board;

import io.tidegate.sim.model.Measurement;
import java.util.List;

/// How a board that knows nothing of the link prints what it measures.
public interface LineFormat {

  /// Printed once at the start; empty for nothing.
  String header(List<String> names);

  String line(Measurement measurement);

  /// `{"n":7,"temperature":21.50}`
  static LineFormat json() {
    return of("", Measurement::json);
  }

  /// `{"device_id":"esp-1","n":7,"temperature":21.50}`
  static LineFormat json(String device) {
    return of("", measurement -> measurement.json("\"device_id\":\"" + device + "\""));
  }

  /// `n:7,temperature:21.50`, as the serial plotter takes it.
  static LineFormat plotter() {
    return of("", measurement -> measurement.pairs(':', ","));
  }

  /// `n=7 temperature=21.50`
  static LineFormat keyValue() {
    return of("", measurement -> measurement.pairs('=', " "));
  }

  /// `7,21.50`, the names in the first line when `header`.
  static LineFormat csv(boolean header) {
    return new LineFormat() {
      @Override
      public String header(List<String> names) {
        return header ? String.join(",", names) : "";
      }

      @Override
      public String line(Measurement measurement) {
        return measurement.columns(',');
      }
    };
  }

  private static LineFormat of(String header, java.util.function.Function<Measurement, String> f) {
    return new LineFormat() {
      @Override
      public String header(List<String> names) {
        return header;
      }

      @Override
      public String line(Measurement measurement) {
        return f.apply(measurement);
      }
    };
  }
}
