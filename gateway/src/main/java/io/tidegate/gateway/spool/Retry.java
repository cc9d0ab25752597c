package io.tidegate.gateway.spool;

/// How the disk behaves, and when to try again after it did not do what it was asked.
final class Retry {
  private static final long FIRST_NANOS = 100_000_000L;
  private static final long LONGEST_NANOS = 10_000_000_000L;

  private long delayNanos;
  private long untilNanos;
  private DiskResult.Trouble trouble;
  private String words = "";
  long failures;

  void succeeded() {
    delayNanos = 0;
    trouble = null;
    words = "";
  }

  void failed(DiskResult.Failed failed, long nowNanos) {
    failures++;
    trouble = failed.trouble();
    words = failed.words();
    delayNanos = delayNanos == 0 ? FIRST_NANOS : Math.min(delayNanos * 2, LONGEST_NANOS);
    untilNanos = nowNanos + delayNanos;
  }

  boolean isWaiting(long nowNanos) {
    return delayNanos > 0 && untilNanos - nowNanos > 0;
  }

  /// `dueNanos`, or the end of the wait when that is later.
  long after(long dueNanos, long nowNanos) {
    return isWaiting(nowNanos) ? Math.max(dueNanos, untilNanos) : dueNanos;
  }

  boolean inTrouble() {
    return trouble != null;
  }

  boolean isFull() {
    return trouble == DiskResult.Trouble.FULL;
  }

  String words() {
    return words;
  }
}
