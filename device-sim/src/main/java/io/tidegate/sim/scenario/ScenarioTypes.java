package io.tidegate.sim.scenario;

import io.tidegate.sim.check.Bounds;
import io.tidegate.sim.check.JsonPath;
import io.tidegate.strict.Node;
import io.tidegate.strict.Types;
import io.tidegate.strict.ValueType;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Kinds of values that only scenarios have.
final class ScenarioTypes {
  private static final String NUMBER = "-?[0-9]{1,15}(?:\\.[0-9]{1,9})?";
  private static final Pattern RANGE =
      Pattern.compile("(" + NUMBER + ")?(\\.\\.)?(" + NUMBER + ")?");

  private static final int MOST_TOPIC = 1_000;

  private ScenarioTypes() {}

  /// `5`, `5..10`, `5..`, `..10`.
  static ValueType<Bounds> range() {
    return of("range", "such as 5, 5..10, 5.. or ..10", ScenarioTypes::bounds);
  }

  /// A regular expression, to be found anywhere.
  static ValueType<Pattern> pattern() {
    return of(
        "regular expression",
        "",
        text -> {
          try {
            return Pattern.compile(text);
          } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
          }
        });
  }

  /// Where something is published.
  static ValueType<String> topic() {
    return Types.text(
        "1 to 1000 characters without + and #",
        text ->
            text.length() <= MOST_TOPIC
                && text.chars().noneMatch(c -> c == '+' || c == '#' || c == 0));
  }

  /// Any text as it stands there, an empty one in quotes, too.
  static ValueType<String> payload() {
    String expected = "expected a text, \"\" for an empty one, JSON in quotes";
    return new ValueType<>(
        "text",
        "`\"\"` for an empty one",
        node ->
            node instanceof Node.Text(_, String text, _) && !node.isEmpty()
                ? new ValueType.Fits<>(text)
                : Types.unfit(expected, node));
  }

  static ValueType<JsonPath> path() {
    return of("place in JSON", "names with dots between them, `[n]` for an element", JsonPath::of);
  }

  private static Bounds bounds(String text) {
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches() || text.isEmpty() || text.equals("..")) {
      throw new IllegalArgumentException("");
    }
    String from = matcher.group(1);
    String to = matcher.group(3);
    if (matcher.group(2) == null) {
      return new Bounds(Double.parseDouble(text), Double.parseDouble(text));
    }
    return new Bounds(
        from == null ? Double.NEGATIVE_INFINITY : Double.parseDouble(from),
        to == null ? Double.POSITIVE_INFINITY : Double.parseDouble(to));
  }

  /// `reader` throws an IllegalArgumentException for what it does not take, with a reason or none.
  private static <T> ValueType<T> of(String label, String range, Function<String, T> reader) {
    String expected = "expected a " + label + (range.isEmpty() ? "" : " " + range);
    return new ValueType<>(
        label,
        range,
        node -> {
          if (!(node instanceof Node.Text(int line, String text, _)) || node.isEmpty()) {
            return Types.unfit(expected, node);
          }
          try {
            return new ValueType.Fits<>(reader.apply(text));
          } catch (IllegalArgumentException e) {
            String why = e.getMessage();
            return why == null || why.isEmpty()
                ? Types.unfit(expected, node)
                : new ValueType.Unfit<>(line, expected + "; " + why);
          }
        });
  }
}
