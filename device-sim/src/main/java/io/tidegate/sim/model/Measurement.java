package io.tidegate.sim.model;

import java.util.List;

/// What was measured at one time. The first name is always `n`, the measurement's own number: it
/// travels with the values, so that whoever receives them can count.
public record Measurement(long number, long nanos, List<String> names, List<String> values) {
  public static final String NUMBER = "n";

  /// `{"n":7,"temperature":21.50}`
  public String json() {
    return json("");
  }

  /// With `first` as the first member, such as `"device_id":"esp-1"`.
  public String json(String first) {
    StringBuilder text = new StringBuilder("{").append(first);
    for (int i = 0; i < names.size(); i++) {
      text.append(text.length() == 1 ? "\"" : ",\"").append(names.get(i)).append("\":");
      text.append(values.get(i));
    }
    return text.append('}').toString();
  }

  /// `n:7,temperature:21.50`
  public String pairs(char between, String separator) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : separator).append(names.get(i)).append(between);
      text.append(values.get(i));
    }
    return text.toString();
  }

  /// `7,21.50`
  public String columns(char separator) {
    return String.join(String.valueOf(separator), values);
  }
}
