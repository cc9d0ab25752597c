package io.tidegate.sim.text;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.sensor.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The serial log of an ESPHome device, as its logger writes it to the wire: a colour, level, tag
/// and line of the source, the words, the colour's end. The time in front of such lines, seen in
/// most quotations, is added by the program that shows them.
final class EsphomeLog implements LineFormat {
  private static final int STATE_DECIMALS = 5;

  /// Levels and their colours.
  private enum Level {
    I("32"),
    W("33"),
    D("36");

    private final String colour;

    Level(String colour) {
      this.colour = colour;
    }
  }

  private static final Map<String, String> UNITS = Map.of("Cel", "°C", "kW.h", "kWh", "-", "");

  private final boolean coloured;

  /// Switches are told when they change.
  private final Map<String, Double> switches = new HashMap<>();

  EsphomeLog(boolean coloured) {
    this.coloured = coloured;
  }

  @Override
  public List<String> start(List<Quantity> quantities) {
    switches.clear();
    return List.of(
        line(Level.I, "logger:034", "Log initialized"),
        line(Level.I, "app:029", "Running through setup()..."),
        line(Level.I, "app:062", "setup() finished successfully!"),
        line(Level.I, "app:100", "ESPHome version 2024.10.2 compiled on Oct 30 2024, 10:14:08"));
  }

  @Override
  public List<String> lines(Measurement measurement, long upNanos) {
    List<String> lines = new ArrayList<>();
    List<Quantity> quantities = measurement.quantities();
    for (int i = 0; i < quantities.size(); i++) {
      Quantity quantity = quantities.get(i);
      double value = measurement.values().get(i);
      if (quantity.origin().startsWith("DHT") && quantity.what().equals("temperature")) {
        lines.add(dht(value, measurement.values().get(i + 1)));
      }
      if (quantity.nature() != Quantity.Nature.SWITCH) {
        lines.add(state(quantity, value));
      } else if (!Double.valueOf(value).equals(switches.put(quantity.name(), value))) {
        lines.add(
            line(
                Level.D,
                "binary_sensor:036",
                "'%s': Sending state %s".formatted(shown(quantity), value == 0 ? "OFF" : "ON")));
      }
    }
    return lines;
  }

  private String dht(double temperature, double humidity) {
    return Double.isNaN(temperature)
        ? line(
            Level.W,
            "dht:060",
            "Invalid readings! Please check your wiring (pull-up resistor, pin number).")
        : line(
            Level.D,
            "dht:048",
            "Got Temperature=%s°C Humidity=%s%%"
                .formatted(Quantity.text(temperature, 1), Quantity.text(humidity, 1)));
  }

  /// Values are floats of 32 bits there: 1013.2 is told as 1013.20001.
  private String state(Quantity quantity, double value) {
    return line(
        Level.D,
        "sensor:093",
        String.format(
            Locale.ROOT,
            "'%s': Sending state %s %s with %d decimals of accuracy",
            shown(quantity),
            Quantity.text((float) value, STATE_DECIMALS),
            UNITS.getOrDefault(quantity.unit(), quantity.unit()),
            quantity.decimals()));
  }

  private String line(Level level, String source, String words) {
    String plain = "[" + level + "][" + source + "]: " + words;
    return coloured ? "\u001b[0;" + level.colour + "m" + plain + "\u001b[0m" : plain;
  }

  /// `indoor_temperature` as people name sensors there: `Indoor Temperature`.
  static String shown(Quantity quantity) {
    List<String> words = new ArrayList<>();
    for (String word : quantity.name().split("_")) {
      if (!word.isEmpty()) {
        words.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
      }
    }
    return String.join(" ", words);
  }
}
