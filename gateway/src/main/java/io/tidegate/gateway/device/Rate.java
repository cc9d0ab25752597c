package io.tidegate.gateway.device;

/// Readings per second over windows of 10 s.
final class Rate {
  private static final long WINDOW_NANOS = 10_000_000_000L;

  private boolean begun;
  private long startNanos;
  private long count;
  private double perSecond;

  void add(long nowNanos) {
    roll(nowNanos);
    count++;
  }

  /// Of the last whole window; 0 until there is one.
  double perSecond(long nowNanos) {
    roll(nowNanos);
    return perSecond;
  }

  private void roll(long nowNanos) {
    if (!begun) {
      begun = true;
      startNanos = nowNanos;
    }
    long elapsed = nowNanos - startNanos;
    if (elapsed >= WINDOW_NANOS) {
      perSecond = count * 1e9 / elapsed;
      startNanos = nowNanos;
      count = 0;
    }
  }
}
