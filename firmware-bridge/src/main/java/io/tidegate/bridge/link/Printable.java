package io.tidegate.bridge.link;

/// Text that may stand on the link: printable ASCII.
final class Printable {
  private Printable() {}

  static boolean is(String text) {
    return text.chars().allMatch(Printable::is);
  }

  /// At most so many characters of it, each that is none replaced by a question mark.
  static String of(String text, int most) {
    StringBuilder line = new StringBuilder(text.substring(0, Math.min(most, text.length())));
    for (int i = 0; i < line.length(); i++) {
      if (!is(line.charAt(i))) {
        line.setCharAt(i, '?');
      }
    }
    return line.toString();
  }

  private static boolean is(int character) {
    return character >= 0x20 && character <= 0x7E;
  }
}
