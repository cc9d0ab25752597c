package io.tidegate.gateway.pin;

/// When what could not be done is tried again: after one second, then twice as long each time,
/// up to a minute.
final class Retry {
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private boolean due;
  private long dueNanos;
  private long waitNanos = FIRST_NANOS;

  void failed(long nowNanos) {
    due = true;
    dueNanos = nowNanos + waitNanos;
    waitNanos = Math.min(LONGEST_NANOS, 2 * waitNanos);
  }

  void succeeded() {
    due = false;
    waitNanos = FIRST_NANOS;
  }

  boolean isDue(long nowNanos) {
    return due && nowNanos - dueNanos >= 0;
  }

  long leftNanos(long nowNanos) {
    return due ? Math.max(0, dueNanos - nowNanos) : Long.MAX_VALUE;
  }
}
