package io.tidegate.sim.text;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.sensor.Quantity;
import java.util.List;

/// One JSON object a line; an empty `device` is not told.
record JsonLines(String device, Reading reading) implements LineFormat {
  @Override
  public List<String> start(List<Quantity> quantities) {
    return List.of();
  }

  @Override
  public List<String> lines(Measurement measurement, long upNanos) {
    return reading.lines(measurement, this::object);
  }

  private String object(List<String> names, List<String> texts) {
    StringBuilder text = new StringBuilder("{");
    if (!device.isEmpty()) {
      text.append("\"device_id\":\"").append(device).append('"');
    }
    for (int i = 0; i < names.size(); i++) {
      text.append(text.length() == 1 ? "\"" : ",\"").append(names.get(i)).append("\":");
      text.append(texts.get(i));
    }
    return text.append('}').toString();
  }
}
