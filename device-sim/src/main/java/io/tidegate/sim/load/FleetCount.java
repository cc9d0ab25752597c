package io.tidegate.sim.load;

import java.util.SortedMap;
import java.util.TreeMap;

/// What has come of a fleet so far. `refused` and `lost` count by their reasons.
///
/// - `connected`: at this moment
/// - `never`: boards that have not been connected once
/// - `connectingNanos`: from the beginning until the last board's first connection
/// - `reconnects`: connections after a lost one
/// - `published`: messages the system has taken; QoS 0 is not acknowledged
/// - `unpublished`: messages that were due and had no connection, or were not taken
/// - `late`: messages that went out more than 100 ms after they were due, because this process was
///   not quick enough
public record FleetCount(
    int boards,
    int connected,
    int never,
    long connects,
    long connectingNanos,
    long reconnects,
    long published,
    long unpublished,
    long late,
    SortedMap<String, Long> refused,
    SortedMap<String, Long> lost) {

  static final long LATE_NANOS = 100_000_000;

  public long refusals() {
    return sum(refused);
  }

  public long losses() {
    return sum(lost);
  }

  /// Every board is connected, none was refused or lost, and every message went out.
  public boolean isWell() {
    return connected == boards && refusals() == 0 && losses() == 0 && unpublished == 0;
  }

  /// Boards that were connected for the first time, each second of that; 0 when it took no time.
  public double connectsPerSecond() {
    return connectingNanos == 0 ? 0 : (boards - never) * 1e9 / connectingNanos;
  }

  private static long sum(SortedMap<String, Long> reasons) {
    return reasons.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Counts while the fleet runs.
  static final class Book {
    private final int boards;
    private final SortedMap<String, Long> refused = new TreeMap<>();
    private final SortedMap<String, Long> lost = new TreeMap<>();
    private int connected;
    private int ever;
    private long connects;
    private long connectingNanos;
    private long published;
    private long unpublished;
    private long late;

    Book(int boards) {
      this.boards = boards;
    }

    void connected(boolean first, long nowNanos) {
      connected++;
      connects++;
      if (first) {
        ever++;
        connectingNanos = nowNanos;
      }
    }

    void refused(String why) {
      refused.merge(why, 1L, Long::sum);
    }

    void lost(String why) {
      connected--;
      lost.merge(why, 1L, Long::sum);
    }

    void published(boolean taken, long afterDueNanos) {
      published += taken ? 1 : 0;
      unpublished += taken ? 0 : 1;
      late += taken && afterDueNanos > LATE_NANOS ? 1 : 0;
    }

    /// A message was due while there was no connection.
    void missed() {
      unpublished++;
    }

    FleetCount count() {
      return new FleetCount(
          boards,
          connected,
          boards - ever,
          connects,
          connectingNanos,
          connects - ever,
          published,
          unpublished,
          late,
          new TreeMap<>(refused),
          new TreeMap<>(lost));
    }
  }
}
