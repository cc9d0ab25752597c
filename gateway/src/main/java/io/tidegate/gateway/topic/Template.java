package io.tidegate.gateway.topic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A topic with places to fill in: `tidegate/{gateway}/board/{device}/status`.
final class Template {
  static final int LIMIT_BYTES = 65_535;

  private final List<String> parts = new ArrayList<>();

  /// Literal text and placeholders in turn. `allowed` are the placeholders this topic knows.
  Template(String name, String text, Set<String> allowed) {
    check(name, text);
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      String placeholder = close < 0 ? text.substring(open + 1) : text.substring(open + 1, close);
      if (close < 0 || !allowed.contains(placeholder)) {
        throw new IllegalArgumentException(
            name
                + ": expected one of "
                + shown(allowed)
                + " between { and }, got \""
                + placeholder
                + "\"");
      }
      parts.add(text.substring(at, open));
      parts.add(placeholder);
      at = close + 1;
    }
    parts.add(text.substring(at));
  }

  String fill(Map<String, String> values) {
    StringBuilder topic = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      topic.append(i % 2 == 0 ? parts.get(i) : values.get(parts.get(i)));
    }
    return topic.toString();
  }

  private static void check(String name, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(name + ": expected a topic, got an empty text");
    }
    if (text.indexOf('+') >= 0 || text.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          name + ": expected a topic to publish to, got \"" + text + "\" with a wildcard (+ or #)");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(name + ": a topic may not hold the character NUL");
    }
    int sizeBytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (sizeBytes > LIMIT_BYTES) {
      throw new IllegalArgumentException(
          name + ": expected at most " + LIMIT_BYTES + " bytes, got " + sizeBytes);
    }
  }

  private static String shown(Set<String> allowed) {
    return allowed.stream()
        .sorted()
        .map(each -> "{" + each + "}")
        .collect(Collectors.joining(", "));
  }
}
