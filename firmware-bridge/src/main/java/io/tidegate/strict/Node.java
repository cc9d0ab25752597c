package io.tidegate.strict;

import java.util.List;

/// A file as it was written: texts, lists and sections, each with its line (from 1).
public sealed interface Node {
  int SHOWN_LIMIT = 60;

  int line();

  /// `plain`: written without quotes.
  record Text(int line, String value, boolean plain) implements Node {}

  record Items(int line, List<Node> nodes) implements Node {}

  record Members(int line, List<Member> members) implements Node {}

  record Member(int line, String name, Node value) {}

  /// A key with nothing behind it.
  default boolean isEmpty() {
    return this instanceof Text(_, String value, boolean plain)
        && plain
        && (value.isEmpty() || value.equals("~") || value.equals("null"));
  }

  /// For "got ...": short, printable.
  default String shown() {
    if (isEmpty()) {
      return "nothing";
    }
    return switch (this) {
      case Text(_, String value, _) -> '"' + printable(value) + '"';
      case Items(_, List<Node> nodes) -> "a list of " + nodes.size();
      case Members(_, List<Member> members) ->
          members.isEmpty()
              ? "an empty section"
              : "a section with " + printable(members.getFirst().name()) + ":";
    };
  }

  static String printable(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(SHOWN_LIMIT)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) || c > 0xFFFF ? '?' : c));
    return value.length() > SHOWN_LIMIT ? shown + "..." : shown.toString();
  }
}
