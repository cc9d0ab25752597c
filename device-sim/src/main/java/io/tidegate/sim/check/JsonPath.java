package io.tidegate.sim.check;

import io.tidegate.bridge.FlatJson;
import java.util.List;
import java.util.Optional;

/// A place in a JSON object: member names with dots between them, `DHT11.Temperature`. Arrays are
/// not looked into, and a name with a dot in it cannot be named.
public record JsonPath(List<String> names) {
  public JsonPath {
    names = List.copyOf(names);
    if (names.isEmpty() || names.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(
          "expected member names with dots between them, such as DHT11.Temperature, got \""
              + String.join(".", names)
              + '"');
    }
  }

  public static JsonPath of(String text) {
    return new JsonPath(List.of(text.split("\\.", -1)));
  }

  /// What stands there; empty when the text is no JSON object or has no such member.
  Optional<FlatJson.Member> in(String json) {
    String text = json;
    Optional<FlatJson.Member> found = Optional.empty();
    for (String name : names) {
      if (!(FlatJson.parse(text, FlatJson.Mode.OBJECT)
          instanceof FlatJson.Parsed(FlatJson object))) {
        return Optional.empty();
      }
      found = object.get(name);
      if (found.isEmpty()) {
        return found;
      }
      text = found.get().raw();
    }
    return found;
  }

  /// The value as a person would write it: a string without its quotes.
  static String plain(FlatJson.Member member) {
    return member.kind() == FlatJson.Kind.STRING ? member.string() : member.raw();
  }

  @Override
  public String toString() {
    return String.join(".", names);
  }
}
