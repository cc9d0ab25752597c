package io.tidegate.sim.check;

import io.tidegate.bridge.FlatJson;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A place in a JSON text: member names with dots between them, and `[n]` for an element of an
/// array, counted from 0: `DHT11.Temperature`, `sensors[0].t`, `[2]`. A name with a dot or a
/// bracket in it cannot be named.
public final class JsonPath {
  private static final String NAME = "[^.\\[\\]]+";
  private static final String ELEMENT = "\\[[0-9]{1,6}]";
  private static final Pattern STEP = Pattern.compile(NAME + "|" + ELEMENT);
  private static final Pattern SHAPE =
      Pattern.compile("(?:%1$s|%2$s)(?:\\.%1$s|%2$s)*".formatted(NAME, ELEMENT));

  private final String text;

  /// A member's name each, or `[n]`.
  private final List<String> steps;

  private JsonPath(String text) {
    this.text = text;
    this.steps = STEP.matcher(text).results().map(MatchResult::group).toList();
  }

  public static JsonPath of(String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected member names with dots between them and [n] for an element of an array, such as"
              + " DHT11.Temperature or sensors[0].t, got \""
              + text
              + '"');
    }
    return new JsonPath(text);
  }

  /// What stands there; empty when the text is no JSON or has no such member or element.
  Optional<FlatJson.Member> in(String json) {
    Optional<FlatJson.Member> found = Optional.empty();
    String at = json;
    for (String step : steps) {
      found =
          step.startsWith("[")
              ? element(at, Integer.parseInt(step.substring(1, step.length() - 1)))
              : member(at, step);
      if (found.isEmpty()) {
        return found;
      }
      at = found.get().raw();
    }
    return found;
  }

  private static Optional<FlatJson.Member> member(String object, String name) {
    return FlatJson.parse(object, FlatJson.Mode.OBJECT) instanceof FlatJson.Parsed(FlatJson json)
        ? json.get(name)
        : Optional.empty();
  }

  private static Optional<FlatJson.Member> element(String array, int index) {
    Optional<FlatJson.Member> whole = value(array);
    if (whole.isEmpty() || !whole.get().raw().startsWith("[")) {
      return Optional.empty();
    }
    String element = slice(whole.get().raw(), index);
    return element.isEmpty() ? Optional.empty() : value(element);
  }

  /// A text that is one JSON value, whatever kind.
  private static Optional<FlatJson.Member> value(String text) {
    return FlatJson.parse("{\"value\":" + text + "}", FlatJson.Mode.OBJECT)
                instanceof FlatJson.Parsed(FlatJson json)
            && json.members().size() == 1
        ? Optional.of(json.members().getFirst())
        : Optional.empty();
  }

  /// The text of an element; empty when there are fewer. `array` is JSON.
  private static String slice(String array, int index) {
    int depth = 0;
    int from = 1;
    int before = 0;
    boolean quoted = false;
    for (int at = 0; at < array.length(); at++) {
      char c = array.charAt(at);
      if (quoted) {
        quoted = c != '"';
        at += c == '\\' ? 1 : 0;
        continue;
      }
      depth += c == '[' || c == '{' ? 1 : 0;
      boolean ends = depth == 1 && (c == ',' || c == ']');
      depth -= c == ']' || c == '}' ? 1 : 0;
      quoted = c == '"';
      if (ends && before++ == index) {
        return array.substring(from, at).strip();
      }
      from = ends ? at + 1 : from;
    }
    return "";
  }

  /// The value as a person would write it: a string without its quotes.
  static String plain(FlatJson.Member member) {
    return member.kind() == FlatJson.Kind.STRING ? member.string() : member.raw();
  }

  @Override
  public String toString() {
    return text;
  }
}
