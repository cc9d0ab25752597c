package io.tidegate.sim.net;

import java.util.random.RandomGenerator;

/// How well a station and its access point hear each other.
///
/// - `rssiDbm`: what `WiFi.RSSI()` gives, a few dB up and down
/// - `loss`: the part of packets that is lost for good, so that TCP has to send them again
/// - `latencyNanos`, `jitterNanos`: how long a packet takes, one way: at least, and up to so much
///   more
public record Reception(int rssiDbm, double loss, long latencyNanos, long jitterNanos) {
  private static final long MILLI = 1_000_000;
  private static final int RSSI_SPREAD = 3;
  private static final long MOST_NANOS = 60_000 * MILLI;

  /// A few metres away.
  public static final Reception GOOD = new Reception(-55, 0, 2 * MILLI, 3 * MILLI);

  /// Behind two walls: it works, and slowly.
  public static final Reception WEAK = new Reception(-84, 0.15, 5 * MILLI, 60 * MILLI);

  public Reception {
    if (rssiDbm < -100 || rssiDbm > 0) {
      throw new IllegalArgumentException("signal: expected -100 to 0 dBm, got " + rssiDbm);
    }
    if (!(loss >= 0 && loss <= 1)) {
      throw new IllegalArgumentException("loss: expected 0 to 1, got " + loss);
    }
    if (latencyNanos < 0
        || latencyNanos > MOST_NANOS
        || jitterNanos < 0
        || jitterNanos > MOST_NANOS) {
      throw new IllegalArgumentException(
          "latency and jitter: expected 0 to 60 s, got %d and %d ns"
              .formatted(latencyNanos, jitterNanos));
    }
  }

  public Reception withRssi(int dbm) {
    return new Reception(dbm, loss, latencyNanos, jitterNanos);
  }

  public Reception withLoss(double part) {
    return new Reception(rssiDbm, part, latencyNanos, jitterNanos);
  }

  public Reception withLatency(long nanos, long furtherNanos) {
    return new Reception(rssiDbm, loss, nanos, furtherNanos);
  }

  /// What is measured at one time.
  int measuredDbm(RandomGenerator random) {
    return rssiDbm + random.nextInt(2 * RSSI_SPREAD + 1) - RSSI_SPREAD;
  }

  /// How long one packet takes.
  long transitNanos(RandomGenerator random) {
    return latencyNanos + (jitterNanos == 0 ? 0 : random.nextLong(jitterNanos));
  }

  boolean loses(RandomGenerator random) {
    return loss > 0 && random.nextDouble() < loss;
  }
}
