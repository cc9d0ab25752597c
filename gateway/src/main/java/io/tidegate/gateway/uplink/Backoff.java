package io.tidegate.gateway.uplink;

import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: exponential with full jitter, so that a hundred
/// gateways do not come back in the same second. It starts over only after a connection that stood
/// for a while, since a broker may accept and then throw us out again and again.
public final class Backoff {
  private final long minNanos;
  private final long maxNanos;
  private final long stableNanos;
  private final RandomGenerator random;
  private int failures;

  public Backoff(long minNanos, long maxNanos, long stableNanos, RandomGenerator random) {
    if (minNanos < 1 || maxNanos < minNanos) {
      throw new IllegalArgumentException("back-off from " + minNanos + " to " + maxNanos + " ns");
    }
    this.minNanos = minNanos;
    this.maxNanos = maxNanos;
    this.stableNanos = stableNanos;
    this.random = random;
  }

  /// A connection ended after it had stood that long; 0 for an attempt that failed. Gives the
  /// pause: a first loss after a stable connection is answered within `minNanos`.
  public long pauseNanos(long stoodNanos) {
    if (stoodNanos >= stableNanos) {
      failures = 0;
    }
    long ceiling = failures >= 30 ? maxNanos : Math.min(maxNanos, minNanos << failures);
    if (ceiling <= 0) {
      ceiling = maxNanos;
    }
    failures++;
    return random.nextLong(ceiling + 1);
  }

  public int failures() {
    return failures;
  }
}
