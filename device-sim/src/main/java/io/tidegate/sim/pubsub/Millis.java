package io.tidegate.sim.pubsub;

/// Differences of a board's millis(), which wrap after 49.7 days.
final class Millis {
  private Millis() {}

  /// What is left of a limit that began at `since`; 0 when it is over.
  static int left(int limitMillis, int sinceMillis, int nowMillis) {
    int passed = nowMillis - sinceMillis;
    return Integer.compareUnsigned(passed, limitMillis) >= 0 ? 0 : limitMillis - passed;
  }
}
