package io.tidegate.gateway.simulation;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Reads members of flat JSON objects in the plainest way there is: the judge shares no parser with
/// what it judges.
final class Text {
  private Text() {}

  static String of(byte[] payload) {
    return new String(payload, StandardCharsets.ISO_8859_1);
  }

  /// The text of a member, without quotes; empty when it is not there.
  static String member(String object, String name) {
    String start = "\"" + name + "\":";
    int at = object.indexOf(start);
    if (at < 0) {
      return "";
    }
    at += start.length();
    boolean quoted = at < object.length() && object.charAt(at) == '"';
    int from = quoted ? at + 1 : at;
    int to = from;
    while (to < object.length()
        && (quoted
            ? object.charAt(to) != '"'
            : object.charAt(to) != ',' && object.charAt(to) != '}')) {
      to++;
    }
    return object.substring(from, to);
  }

  /// -1 when it is not there or no number.
  static long number(String object, String name) {
    return number(member(object, name));
  }

  static long number(String digits) {
    if (digits.isEmpty() || digits.length() > 18) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  /// Every flat object in some bytes that has a member with this name.
  static void objects(String text, String name, Consumer<String> found) {
    String member = "\"" + name + "\":";
    for (int at = text.indexOf(member); at >= 0; at = text.indexOf(member, at + 1)) {
      int from = text.lastIndexOf('{', at);
      int to = text.indexOf('}', at);
      if (from >= 0 && to >= 0) {
        found.accept(text.substring(from, to + 1));
      }
    }
  }
}
