package io.tidegate.sim.text;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.sensor.Quantity;
import java.util.List;

/// Values alone: `7,21.50`; their names in the first line, when there is a `header`.
record Columns(String separator, boolean header, Reading reading) implements LineFormat {
  @Override
  public List<String> start(List<Quantity> quantities) {
    return header
        ? List.of(String.join(separator, reading.drop(Measurement.names(quantities))))
        : List.of();
  }

  @Override
  public List<String> lines(Measurement measurement, long upNanos) {
    return reading.columns(measurement, texts -> String.join(separator, texts));
  }
}
