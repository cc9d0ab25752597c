package io.tidegate.gateway.run;

/// How long bytes stay in their ports while the spool has no room. Mostly the disk makes room
/// within that, and nothing is lost. A line that goes on longer would overflow where nobody counts:
/// then its bytes are taken, and what the spool refuses is counted and announced.
final class Patience {
  /// A port's share holds 5.7 seconds of a line at 115,200 baud. Memory cards pause for seconds
  /// when they tidy up; a sync then takes as long.
  static final long WAIT_NANOS = 4_000_000_000L;

  /// After so long with room one may wait anew.
  static final long REST_NANOS = 500_000_000L;

  private long lookedNanos;
  private long roomNanos;
  private long waitedNanos;

  Patience(long nowNanos) {
    lookedNanos = nowNanos;
  }

  /// True when bytes are to be taken now.
  boolean takesBytes(boolean room, long nowNanos) {
    long sinceNanos = nowNanos - lookedNanos;
    lookedNanos = nowNanos;
    if (room) {
      roomNanos += sinceNanos;
      if (roomNanos >= REST_NANOS) {
        waitedNanos = 0;
      }
      return true;
    }
    roomNanos = 0;
    waitedNanos += sinceNanos;
    return waitedNanos >= WAIT_NANOS;
  }
}
