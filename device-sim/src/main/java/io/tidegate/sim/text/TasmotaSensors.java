package io.tidegate.sim.text;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.sensor.Quantity;
import io.tidegate.sim.sensor.Quantity.Nature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The members of a Tasmota device's SENSOR message: switches, then one object for each sensor,
/// then the units.
final class TasmotaSensors {
  private static final String NONE = "null";

  /// Magnus' constants over water.
  private static final double MAGNUS = 17.27;

  private static final double MAGNUS_CEL = 237.7;

  /// One sensor's values, by what they are.
  private record Group(String origin, String prefix) {}

  private final String id;
  private final List<String> switches = new ArrayList<>();
  private final List<Double> counters = new ArrayList<>();
  private final Map<Group, Map<String, Double>> groups = new LinkedHashMap<>();

  TasmotaSensors(Measurement measurement, String id) {
    this.id = id;
    List<Quantity> quantities = measurement.quantities();
    for (int i = 0; i < quantities.size(); i++) {
      put(quantities.get(i), measurement.values().get(i));
    }
  }

  private void put(Quantity quantity, double value) {
    if (quantity.nature() == Nature.SWITCH) {
      switches.add(value == 0 ? "OFF" : "ON");
    } else if (quantity.nature() == Nature.COUNTER) {
      // the counts themselves; what they are worth is told by rules there
      if (quantity.unit().equals("-")) {
        counters.add(value);
      }
    } else {
      String origin = quantity.origin().isEmpty() ? "ANALOG" : named(quantity.origin());
      groups
          .computeIfAbsent(new Group(origin, quantity.prefix()), _ -> new LinkedHashMap<>())
          .put(quantity.what(), value);
    }
  }

  List<String> members() {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < switches.size(); i++) {
      members.add("\"Switch" + (i + 1) + "\":\"" + switches.get(i) + "\"");
    }
    if (!counters.isEmpty()) {
      members.add("\"COUNTER\":{" + counts() + "}");
    }
    Map<String, Integer> before = new LinkedHashMap<>();
    groups.forEach(
        (group, values) -> {
          String object = object(group.origin, values);
          if (!object.isEmpty()) {
            int number = before.merge(group.origin, 1, Integer::sum);
            members.add("\"%s\":{%s}".formatted(key(group.origin, number), object));
          }
        });
    units(members);
    return members;
  }

  private String counts() {
    List<String> counts = new ArrayList<>();
    for (int i = 0; i < counters.size(); i++) {
      counts.add(String.format(Locale.ROOT, "\"C%d\":%.0f", i + 1, counters.get(i)));
    }
    return String.join(",", counts);
  }

  /// Where there are several of a kind, each gets its number.
  private String key(String origin, int number) {
    long all = groups.keySet().stream().filter(each -> each.origin.equals(origin)).count();
    return all > 1 && !origin.equals("ANALOG") ? origin + "-" + number : origin;
  }

  private String object(String origin, Map<String, Double> values) {
    List<String> members = new ArrayList<>();
    if (origin.equals("DS18B20")) {
      // one that is lost is left out
      if (values.get("temperature") <= -127) {
        return "";
      }
      members.add("\"Id\":\"000003" + id + "\"");
    }
    values.forEach((what, value) -> members.add(member(what, value)));
    if (values.containsKey("temperature") && values.containsKey("humidity")) {
      double dew = dewPoint(values.get("temperature"), values.get("humidity"));
      members.add(2, member("dewPoint", dew));
    }
    return String.join(",", members);
  }

  private static String member(String what, double value) {
    String name = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
    String text = Double.isNaN(value) ? NONE : Quantity.text(value, what.equals("a0") ? 0 : 1);
    return "\"%s\":%s".formatted(name, text);
  }

  private void units(List<String> members) {
    boolean pressure = groups.values().stream().anyMatch(each -> each.containsKey("pressure"));
    boolean warmth = groups.values().stream().anyMatch(each -> each.containsKey("temperature"));
    if (pressure) {
      members.add("\"PressureUnit\":\"hPa\"");
    }
    if (warmth) {
      members.add("\"TempUnit\":\"C\"");
    }
  }

  /// What it calls a DHT22.
  private static String named(String origin) {
    return origin.equals("DHT22") ? "AM2301" : origin;
  }

  private static double dewPoint(double temperature, double humidity) {
    if (Double.isNaN(temperature) || Double.isNaN(humidity)) {
      return Double.NaN;
    }
    double damp = StrictMath.log(Math.max(humidity, 1) / 100);
    double gamma = damp + MAGNUS * temperature / (MAGNUS_CEL + temperature);
    return MAGNUS_CEL * gamma / (MAGNUS - gamma);
  }
}
