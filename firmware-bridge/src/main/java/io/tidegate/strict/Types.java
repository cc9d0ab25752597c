package io.tidegate.strict;

import io.tidegate.strict.ValueType.Fits;
import io.tidegate.strict.ValueType.Outcome;
import io.tidegate.strict.ValueType.Unfit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The kinds of values that keys hold. Each says what it expected when something else comes.
public final class Types {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

  private Types() {}

  /// `range` says what `allowed` lets through.
  public static ValueType<String> text(String range, Predicate<String> allowed) {
    String expected = "expected a text" + (range.isEmpty() ? "" : " of " + range);
    return new ValueType<>(
        "text",
        range,
        node ->
            node instanceof Node.Text(_, String value, _)
                    && !node.isEmpty()
                    && !value.isEmpty()
                    && allowed.test(value)
                ? new Fits<>(value)
                : unfit(expected, node));
  }

  /// A name where a password is easily written by mistake: what came is not repeated.
  public static ValueType<String> secretName(String range, Predicate<String> allowed) {
    ValueType<String> text = text(range, allowed);
    return new ValueType<>(
        text.label(),
        range,
        node ->
            switch (text.reader().apply(node)) {
              case Fits<String> fits -> fits;
              case Unfit<String>(int line, _) ->
                  new Unfit<>(
                      line,
                      "expected " + range + ", not the password itself; what came is not repeated");
            });
  }

  public static ValueType<Long> whole(long min, long max) {
    boolean two = max == min + 1;
    String range = min + (two ? " or " : " to ") + max;
    String expected = two ? "expected " + range : "expected a whole number from " + range;
    return new ValueType<>(
        "whole number",
        range,
        node ->
            node instanceof Node.Text(_, String value, boolean plain)
                    && plain
                    && WHOLE.matcher(value).matches()
                    && Long.parseLong(value) >= min
                    && Long.parseLong(value) <= max
                ? new Fits<>(Long.parseLong(value))
                : unfit(expected, node));
  }

  /// `range` says what `allowed` lets through.
  public static ValueType<Double> decimal(String range, Predicate<Double> allowed) {
    return new ValueType<>(
        "number",
        range,
        node ->
            node instanceof Node.Text(_, String value, boolean plain)
                    && plain
                    && DECIMAL.matcher(value).matches()
                    && allowed.test(Double.parseDouble(value))
                ? new Fits<>(Double.parseDouble(value))
                : unfit("expected a number" + (range.isEmpty() ? "" : " " + range), node));
  }

  /// With or without decimals, limits included.
  public static ValueType<Double> number(double min, double max) {
    String range = plain(min) + " to " + plain(max);
    ValueType<Double> number = decimal("from " + range, value -> value >= min && value <= max);
    return new ValueType<>(number.label(), range, number.reader());
  }

  private static String plain(double limit) {
    return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
  }

  public static ValueType<Boolean> flag() {
    return new ValueType<>(
        "true or false",
        "",
        node ->
            node instanceof Node.Text(_, String value, boolean plain)
                    && plain
                    && (value.equals("true") || value.equals("false"))
                ? new Fits<>(value.equals("true"))
                : unfit("expected true or false", node));
  }

  /// The names of an enum, in lower case.
  public static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
    return choice(
        Arrays.asList(type.getEnumConstants()), each -> each.name().toLowerCase(Locale.ROOT));
  }

  /// One of these, each called what `name` says.
  public static <T> ValueType<T> choice(List<T> values, Function<T, String> name) {
    Map<String, T> byName = new LinkedHashMap<>();
    values.forEach(each -> byName.put(name.apply(each), each));
    String names = String.join(", ", byName.keySet());
    return new ValueType<>(
        "word",
        names,
        node -> {
          if (node instanceof Node.Text(int line, String value, _)) {
            T chosen = byName.get(value);
            return chosen != null
                ? new Fits<>(chosen)
                : new Unfit<>(
                    line,
                    "expected one of "
                        + names
                        + "; got "
                        + node.shown()
                        + Nearest.hint(value, byName.keySet()));
          }
          return unfit("expected one of " + names, node);
        });
  }

  /// A text with a form of its own. What `parser` refuses with an IllegalArgumentException is told
  /// in its words, which say what was expected and what came.
  public static <T> ValueType<T> parsed(String label, String range, Function<String, T> parser) {
    ValueType<String> text = text(range, _ -> true);
    return new ValueType<>(
        label,
        range,
        node ->
            switch (text.reader().apply(node)) {
              case Unfit<String>(int line, String words) -> new Unfit<>(line, words);
              case Fits<String>(String value) -> {
                try {
                  yield new Fits<>(parser.apply(value));
                } catch (IllegalArgumentException e) {
                  yield new Unfit<>(node.line(), String.valueOf(e.getMessage()));
                }
              }
            });
  }

  /// In nanoseconds.
  public static ValueType<Long> duration(String min, String max) {
    return quantity("duration", Unit.TIME, min, max);
  }

  /// In bytes.
  public static ValueType<Long> size(String min, String max) {
    return quantity("size", Unit.SIZE, min, max);
  }

  private static ValueType<Long> quantity(String label, Unit unit, String min, String max) {
    long least = unit.read(min);
    long most = unit.read(max);
    String range = min + " to " + max;
    String expected = "expected a " + label + " from " + range;
    return new ValueType<>(
        label,
        range,
        node -> {
          if (!(node instanceof Node.Text(_, String text, _)) || node.isEmpty()) {
            return unfit(expected, node);
          }
          long value = unit.read(text);
          if (value < 0) {
            return unfit(
                expected + ", with a unit (" + String.join(", ", unit.names()) + ")", node);
          }
          return value >= least && value <= most ? new Fits<>(value) : unfit(expected, node);
        });
  }

  /// A list of such texts; a single one may stand without being a list.
  public static ValueType<List<String>> texts(String range, Predicate<String> allowed) {
    return list(text(range, allowed));
  }

  /// A list of such values; a single one may stand without being a list.
  public static <T> ValueType<List<T>> list(ValueType<T> one) {
    String expected = "expected a %1$s or a list of %1$ss".formatted(one.label());
    return new ValueType<>(
        one.label() + " or list",
        one.range(),
        node ->
            switch (node) {
              case Node.Text _ -> list(one, List.of(node));
              case Node.Items(_, List<Node> nodes) when nodes.isEmpty() ->
                  unfit("expected at least one entry", node);
              case Node.Items(_, List<Node> nodes) -> list(one, nodes);
              case Node.Members _ -> unfit(expected, node);
            });
  }

  private static <T> Outcome<List<T>> list(ValueType<T> one, List<Node> nodes) {
    List<T> values = new ArrayList<>();
    for (Node each : nodes) {
      switch (one.reader().apply(each)) {
        case Fits<T>(T value) -> values.add(value);
        case Unfit<T>(int line, String words) -> {
          return new Unfit<>(line, words);
        }
      }
    }
    return new Fits<>(List.copyOf(values));
  }

  /// What came is said behind what was expected.
  public static <T> Outcome<T> unfit(String expected, Node node) {
    return new Unfit<>(node.line(), expected + "; got " + node.shown());
  }
}
