package io.tidegate.gateway.device;

import io.tidegate.bridge.Frame;

/// Wall time for `t` frames, kept from the last word of the core about it.
final class LinkClock {
  private static final long STEP_MILLIS = 1_000;

  private boolean known;
  private long wallMillis;
  private boolean synchronised;
  private long atNanos;

  /// True when boards should hear of it: the first word, a step above 1 s, another quality.
  boolean set(long wallMillis, boolean synchronised, long nowNanos) {
    boolean news =
        !known
            || synchronised != this.synchronised
            || Math.abs(wallMillis - millis(nowNanos)) > STEP_MILLIS;
    this.known = true;
    this.wallMillis = wallMillis;
    this.synchronised = synchronised;
    this.atNanos = nowNanos;
    return news;
  }

  boolean known() {
    return known;
  }

  Frame frame(long nowNanos) {
    return new Frame.Time(Math.max(0, millis(nowNanos)), synchronised);
  }

  private long millis(long nowNanos) {
    return wallMillis + (nowNanos - atNanos) / 1_000_000;
  }
}
