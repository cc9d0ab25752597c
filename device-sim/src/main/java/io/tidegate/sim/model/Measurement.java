package io.tidegate.sim.model;

import io.tidegate.sim.sensor.Quantity;
import java.util.ArrayList;
import java.util.List;

/// What was measured at one time: a value for each quantity, NaN where the sensor gave no number.
/// The measurement's own number is told as `n` before the values: it travels with them, so that
/// whoever receives them can count.
public record Measurement(long number, long nanos, List<Quantity> quantities, List<Double> values) {
  public static final String NUMBER = "n";

  public static List<String> names(List<Quantity> quantities) {
    List<String> names = new ArrayList<>(List.of(NUMBER));
    quantities.forEach(each -> names.add(each.name()));
    return names;
  }

  /// `n` and the quantities.
  public List<String> names() {
    return names(quantities);
  }

  /// The number and the values as C prints them: `nan` where there is none.
  public List<String> texts() {
    List<String> texts = new ArrayList<>(List.of(Long.toString(number)));
    for (int i = 0; i < values.size(); i++) {
      texts.add(quantities.get(i).text(values.get(i)));
    }
    return texts;
  }

  /// Every value is a number.
  public boolean complete() {
    return values.stream().noneMatch(each -> each.isNaN());
  }

  /// Only the values that are numbers.
  public Measurement numbersOnly() {
    List<Quantity> some = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).isNaN()) {
        some.add(quantities.get(i));
        numbers.add(values.get(i));
      }
    }
    return new Measurement(number, nanos, some, numbers);
  }

  /// `{"n":7,"temperature":21.50}`
  public String json() {
    return json("");
  }

  /// With `first` as the first member, such as `"device_id":"esp-1"`. Where there is no number
  /// stands `null`: JSON has no other word, and the libraries that write JSON know that.
  public String json(String first) {
    return json(first, "null");
  }

  /// `missing` stands where there is no number.
  public String json(String first, String missing) {
    StringBuilder text = new StringBuilder("{").append(first);
    member(text, NUMBER, Long.toString(number));
    for (int i = 0; i < values.size(); i++) {
      Quantity quantity = quantities.get(i);
      double value = values.get(i);
      member(text, quantity.name(), Double.isNaN(value) ? missing : quantity.text(value));
    }
    return text.append('}').toString();
  }

  private static void member(StringBuilder text, String name, String value) {
    text.append(text.length() == 1 ? "\"" : ",\"").append(name).append("\":").append(value);
  }
}
