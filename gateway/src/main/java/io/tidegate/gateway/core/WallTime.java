package io.tidegate.gateway.core;

/// What the wall clock says, derived from the last time it was read: a step asks no clock itself.
final class WallTime {
  static final long STEP_MILLIS = 1_000;

  private long wallMillis;
  private long readNanos;
  private boolean synchronised;

  WallTime(long wallMillis, boolean synchronised, long nowNanos) {
    this.wallMillis = wallMillis;
    this.synchronised = synchronised;
    this.readNanos = nowNanos;
  }

  /// True when the clock was set, or became trusted, since it was last read.
  boolean read(long wallMillis, boolean synchronised, long nowNanos) {
    boolean stepped = Math.abs(wallMillis - millis(nowNanos)) > STEP_MILLIS;
    boolean changed = stepped || synchronised != this.synchronised;
    this.wallMillis = wallMillis;
    this.synchronised = synchronised;
    this.readNanos = nowNanos;
    return changed;
  }

  long millis(long nowNanos) {
    return wallMillis + (nowNanos - readNanos) / 1_000_000;
  }

  boolean synchronised() {
    return synchronised;
  }
}
