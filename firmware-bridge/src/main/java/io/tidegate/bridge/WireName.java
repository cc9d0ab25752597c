package io.tidegate.bridge;

/// A word of the link that stands for a constant.
interface WireName {

  String wireName();

  /// Null when no constant has this word.
  static <E extends WireName> E find(E[] constants, String word) {
    for (E each : constants) {
      if (each.wireName().equals(word)) {
        return each;
      }
    }
    return null;
  }
}
