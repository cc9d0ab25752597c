package io.tidegate.gateway.pin;

/// A level is believed when it has stayed for a time. Goes by the times of the edges alone.
final class Debounce {
  private final long stayNanos;

  /// What is believed.
  private boolean level;

  /// What the line showed last, and since when.
  private boolean raw;
  private long sinceNanos;

  /// Since when no level stayed.
  private long noisySinceNanos;

  private long bounces;

  Debounce(long stayNanos) {
    this.stayNanos = stayNanos;
  }

  void begin(boolean level, long nowNanos) {
    this.level = level;
    this.raw = level;
    this.sinceNanos = nowNanos;
    this.noisySinceNanos = nowNanos;
  }

  boolean level() {
    return level;
  }

  boolean raw() {
    return raw;
  }

  /// When the line came to what it shows: after a change, when that was.
  long sinceNanos() {
    return sinceNanos;
  }

  long bounces() {
    return bounces;
  }

  /// Call [#settle] with the edge's time before, and with a time of now after it.
  void edge(boolean to, long atNanos) {
    long at = atNanos - sinceNanos < 0 ? sinceNanos : atNanos;
    if (pending() || to == raw) {
      bounces++;
    }
    if (isQuiet(at)) {
      noisySinceNanos = at;
    }
    raw = to;
    sinceNanos = at;
  }

  /// True when from now on the other level is believed.
  boolean settle(long nowNanos) {
    if (!pending() || !isQuiet(nowNanos)) {
      return false;
    }
    level = raw;
    return true;
  }

  /// The line has not changed for long enough.
  boolean isQuiet(long nowNanos) {
    return nowNanos - sinceNanos >= stayNanos;
  }

  /// No level has stayed for so long.
  boolean isNoisyFor(long nanos, long nowNanos) {
    return !isQuiet(nowNanos) && nowNanos - noisySinceNanos >= nanos;
  }

  boolean pending() {
    return raw != level;
  }

  /// Until the line has stayed long enough.
  long leftNanos(long nowNanos) {
    return Math.max(0, stayNanos - (nowNanos - sinceNanos));
  }
}
