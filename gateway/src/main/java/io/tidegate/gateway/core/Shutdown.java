package io.tidegate.gateway.core;

import io.tidegate.gateway.spool.SpoolStatus;

/// The way to the end: commit what is in memory, say offline, then end. A broker that hangs costs
/// at most [#FAREWELL_NANOS]; a disk that hangs at most [#SYNC_NANOS], and then the process must
/// say what was not synced.
final class Shutdown {
  static final long FAREWELL_NANOS = 1_500_000_000L;
  static final long SYNC_NANOS = 3_000_000_000L;

  private boolean asked;
  private long askedNanos;
  private boolean saidOffline;
  private boolean ended;

  void ask(long nowNanos) {
    if (!asked) {
      asked = true;
      askedNanos = nowNanos;
    }
  }

  boolean asked() {
    return asked;
  }

  /// True once: now is the time to say offline, since nothing more is taken.
  boolean saysOffline() {
    boolean now = asked && !saidOffline;
    saidOffline |= now;
    return now;
  }

  /// True once, when the end has come.
  boolean ends(boolean synced, boolean farewellDone, long nowNanos) {
    if (!asked || ended) {
      return false;
    }
    long waitedNanos = nowNanos - askedNanos;
    boolean diskDone = synced || waitedNanos >= SYNC_NANOS;
    boolean brokerDone = farewellDone || waitedNanos >= FAREWELL_NANOS;
    ended = diskDone && brokerDone;
    return ended;
  }

  boolean ended() {
    return ended;
  }

  long dueNanos(long nowNanos) {
    if (!asked) {
      return Long.MAX_VALUE;
    }
    long farewell = askedNanos + FAREWELL_NANOS;
    return nowNanos - farewell < 0 ? farewell : askedNanos + SYNC_NANOS;
  }

  /// `unsaid`: how many announcements of losses found no room.
  static String unsynced(boolean settled, SpoolStatus status, int unsaid) {
    return "%d bytes of messages and %d announcements of losses that only memory held%s"
        .formatted(
            settled ? 0 : status.memoryBytes(),
            unsaid,
            status.trouble().isEmpty() ? "" : " (" + status.trouble() + ")");
  }
}
