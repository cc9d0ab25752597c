package io.tidegate.sim.text;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.sensor.Quantity;
import java.util.List;

/// Names with their values: `n:7,temperature:21.50`.
record Pairs(char between, String separator, Reading reading) implements LineFormat {
  @Override
  public List<String> start(List<Quantity> quantities) {
    return List.of();
  }

  @Override
  public List<String> lines(Measurement measurement, long upNanos) {
    return reading.lines(measurement, this::pairs);
  }

  private String pairs(List<String> names, List<String> texts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : separator).append(names.get(i)).append(between);
      text.append(texts.get(i));
    }
    return text.toString();
  }
}
