package io.tidegate.bridge;

/// Numbers of the link: decimals without sign and without leading zeros.
final class Decimal {

  /// No number of the link is negative, so every range check refuses it.
  static final long NONE = -1;

  private Decimal() {}

  /// [#NONE] when `text` is not such a number or lies above `max`.
  static long parse(String text, long max) {
    int length = text.length();
    if (length == 0 || length > 18 || (length > 1 && text.charAt(0) == '0')) {
      return NONE;
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return NONE;
      }
      value = 10 * value + (c - '0');
    }
    return value <= max ? value : NONE;
  }
}
