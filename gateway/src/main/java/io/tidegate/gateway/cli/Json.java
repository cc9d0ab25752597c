package io.tidegate.gateway.cli;

import io.tidegate.bridge.FlatJson;
import java.util.ArrayList;
import java.util.List;

/// Members of the gateway's answers. What is absent reads as empty, 0 or false: an older or newer
/// gateway may say less.
final class Json {
  private Json() {}

  static String text(FlatJson json, String name) {
    return json.get(name)
        .map(
            member ->
                switch (member.kind()) {
                  case STRING -> member.string();
                  case NULL -> "";
                  case NUMBER, BOOLEAN, NESTED -> member.raw();
                })
        .orElse("");
  }

  static double decimal(FlatJson json, String name) {
    return json.get(name)
        .filter(member -> member.kind() == FlatJson.Kind.NUMBER)
        .map(FlatJson.Member::number)
        .orElse(0.0);
  }

  static long number(FlatJson json, String name) {
    return (long) decimal(json, name);
  }

  static boolean flag(FlatJson json, String name) {
    return json.get(name)
        .filter(member -> member.kind() == FlatJson.Kind.BOOLEAN)
        .map(FlatJson.Member::isTrue)
        .orElse(false);
  }

  static FlatJson object(FlatJson json, String name) {
    FlatJson found = parse(text(json, name));
    return found == null ? parse("{}") : found;
  }

  /// The objects of an array. The text is JSON already: only brackets and strings need be told
  /// apart.
  static List<FlatJson> objects(FlatJson json, String name) {
    String array = text(json, name);
    List<FlatJson> objects = new ArrayList<>();
    int depth = 0;
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < array.length(); i++) {
      char c = array.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
        continue;
      }
      switch (c) {
        case '"' -> quoted = true;
        case '{', '[' -> {
          if (depth++ == 1) {
            start = i;
          }
        }
        case '}', ']' -> {
          if (--depth == 1) {
            FlatJson object = parse(array.substring(start, i + 1));
            if (object != null) {
              objects.add(object);
            }
          }
        }
        default -> {}
      }
    }
    return objects;
  }

  /// Null when it is no object.
  static FlatJson parse(String text) {
    return FlatJson.parse(text, FlatJson.Mode.OBJECT) instanceof FlatJson.Parsed(FlatJson json)
        ? json
        : null;
  }
}
