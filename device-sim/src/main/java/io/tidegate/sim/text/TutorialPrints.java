package io.tidegate.sim.text;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.sensor.Quantity;
import java.util.List;

/// What the getting-started WiFi sketch prints on its serial port while all goes well: that it
/// connects, what it publishes, and the message itself as it comes back, for it subscribes to all.
record TutorialPrints() implements LineFormat {
  @Override
  public List<String> start(List<Quantity> quantities) {
    return List.of(
        "", "Connecting to lab", "......", "WiFi connected, address 192.168.4.2", "MQTT connected");
  }

  @Override
  public List<String> lines(Measurement measurement, long upNanos) {
    String payload = "{\"temp\": " + temperature(measurement) + "}";
    return List.of("Published: " + payload, "Message on /sensors/temperature: " + payload);
  }

  /// The first temperature, else the first value.
  private static String temperature(Measurement measurement) {
    List<Quantity> quantities = measurement.quantities();
    for (int i = 0; i < quantities.size(); i++) {
      if (quantities.get(i).unit().equals("Cel")) {
        return Quantity.text(measurement.values().get(i), 2);
      }
    }
    return quantities.isEmpty() ? "nan" : Quantity.text(measurement.values().getFirst(), 2);
  }
}
