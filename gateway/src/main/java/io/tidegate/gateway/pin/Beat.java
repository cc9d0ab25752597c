package io.tidegate.gateway.pin;

/// Comes round every so often. What was missed is not made up for.
final class Beat {
  private final long everyNanos;
  private long nextNanos;

  Beat(long everyNanos) {
    this.everyNanos = everyNanos;
  }

  /// The next one is a whole period from now.
  void begin(long nowNanos) {
    nextNanos = nowNanos + everyNanos;
  }

  /// True when it is time; the next one is then a period on.
  boolean comes(long nowNanos) {
    if (nowNanos - nextNanos < 0) {
      return false;
    }
    nextNanos += ((nowNanos - nextNanos) / everyNanos + 1) * everyNanos;
    return true;
  }

  long leftNanos(long nowNanos) {
    return Math.max(0, nextNanos - nowNanos);
  }
}
