package io.tidegate.sim.sensor;

import io.tidegate.sim.signal.Signal;

/// Follows a signal as something that is so or not: at 0.5 and above it is. Times never go back.
final class Threshold {
  private static final double HALF = 0.5;

  /// A change that lies further back than this is no longer looked for.
  private static final long MEMORY_NANOS = 3_600_000_000_000L;

  private final Signal signal;
  private boolean known;
  private boolean on;
  private long seenNanos;
  private long changedNanos;

  Threshold(Signal signal) {
    this.signal = signal;
  }

  boolean at(long nowNanos) {
    if (!known || nowNanos - seenNanos > MEMORY_NANOS) {
      known = true;
      seenNanos = nowNanos;
      on = now(nowNanos);
      changedNanos = Long.MIN_VALUE / 2;
    }
    while (seenNanos < nowNanos) {
      seenNanos = Math.min(nowNanos, signal.changesAfter(seenNanos));
      if (now(seenNanos) != on) {
        on = !on;
        changedNanos = seenNanos;
      }
    }
    return on;
  }

  /// When it last changed; far back when nobody saw it.
  long changedNanos() {
    return changedNanos;
  }

  long changesAfter(long nowNanos) {
    return signal.changesAfter(nowNanos);
  }

  private boolean now(long nanos) {
    return signal.at(nanos) >= HALF;
  }
}
