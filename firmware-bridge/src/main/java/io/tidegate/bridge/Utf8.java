package io.tidegate.bridge;

/// Which bytes are one character of UTF-8: no overlong forms, no surrogates, nothing above
/// U+10FFFF.
final class Utf8 {

  private Utf8() {}

  /// The length of the character at `at`, or 0 when there is none before `end`.
  static int sequenceLength(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    int length = lengthOf(lead);
    if (length == 0 || at + length > end) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length == 1 || secondFits(lead, bytes[at + 1] & 0xFF) ? length : 0;
  }

  private static int lengthOf(int lead) {
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }

  private static boolean secondFits(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second < 0xA0;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second < 0x90;
      default -> true;
    };
  }
}
