package io.tidegate.sim.sketch;

/// How far a sketch may run at once. To where something may happen that it sees; but a millisecond
/// at least, and more as long as nothing happens, so that many can run side by side; and never so
/// far that it would seem to hang.
final class Stride {
  static final long LEAST_NANOS = 1_000_000;
  static final long MOST_BLIND_NANOS = 10_000_000;
  static final long MOST_NANOS = 10_000_000_000L;

  private long blindNanos = LEAST_NANOS;
  private boolean quiet;

  /// Something happened in the last one.
  void busy() {
    quiet = false;
  }

  /// `horizonNanos`: nothing happens before. `event`: something has.
  long untilNanos(long nowNanos, long horizonNanos, boolean event) {
    blindNanos = quiet && !event ? Math.min(2 * blindNanos, MOST_BLIND_NANOS) : LEAST_NANOS;
    quiet = true;
    return Math.clamp(horizonNanos, nowNanos + blindNanos, nowNanos + MOST_NANOS);
  }
}
