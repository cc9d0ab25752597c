package io.tidegate.sim.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/// The books of one board: what it measured, by the number that every measurement carries, and what
/// of it arrived.
public final class Account {
  /// More measurements of one board than any run makes; numbers beyond are strange.
  static final int MOST_NUMBERS = 20_000_000;

  static final long HASH_OF_NOTHING = 0xCBF29CE484222325L;

  /// The times of the newest measurements are kept, to see what comes late.
  private static final int MOST_TIMES = 1 << 16;

  private final BitSet measured = new BitSet();
  private final BitSet arrived = new BitSet();
  /// Hashes of 64 bits: of a million keys two are the same once in 30 million runs.
  private final Set<Long> keys = new HashSet<>();

  private final long lateNanos;

  private long[] measuredNanos = new long[256];
  private long repeated;
  private long doubled;
  private long late;
  private long disordered;
  private long strange;
  private long slowestNanos;
  private long highest;

  Account(long lateNanos) {
    this.lateNanos = lateNanos;
  }

  void measured(long nanos, long number) {
    if (number >= 0 && number < MOST_NUMBERS) {
      measured.set((int) number);
      while (number >= measuredNanos.length && measuredNanos.length < MOST_TIMES) {
        measuredNanos = Arrays.copyOf(measuredNanos, 2 * measuredNanos.length);
      }
      measuredNanos[(int) number % measuredNanos.length] = nanos;
    }
  }

  /// `key` is the gateway's key of this message, empty where none stands in it.
  void arrived(long nanos, long number, String key) {
    if (number < 0 || number >= MOST_NUMBERS || !measured.get((int) number)) {
      strange++;
    } else if (!key.isEmpty() && !keys.add(hash(key))) {
      repeated++;
    } else if (arrived.get((int) number)) {
      doubled++;
    } else {
      arrived.set((int) number);
      timed(nanos - measuredNanos[(int) number % measuredNanos.length]);
      if (number < highest) {
        disordered++;
      }
      highest = Math.max(highest, number);
    }
  }

  /// FNV-1a.
  private static long hash(String key) {
    return hash(key.getBytes(StandardCharsets.UTF_8), HASH_OF_NOTHING);
  }

  /// The hash of what has this one, with these bytes behind it.
  static long hash(byte[] bytes, long before) {
    long hash = before;
    for (byte each : bytes) {
      hash = (hash ^ each & 0xFF) * 0x100000001B3L;
    }
    return hash;
  }

  private void timed(long tookNanos) {
    slowestNanos = Math.max(slowestNanos, tookNanos);
    if (tookNanos > lateNanos) {
      late++;
    }
  }

  /// Measurements made.
  public long measured() {
    return measured.cardinality();
  }

  /// Different measurements that arrived.
  public long arrived() {
    return arrived.cardinality();
  }

  /// Measurements that did not arrive.
  public long lost() {
    return measured() - arrived();
  }

  /// Messages under a key that had come before: whoever drops repeated keys does not see them.
  public long repeated() {
    return repeated;
  }

  /// Measurements that came again under another key, or without any.
  public long doubled() {
    return doubled;
  }

  /// Measurements that took longer than the limit on their way.
  public long late() {
    return late;
  }

  /// Measurements that came for the first time behind a newer one.
  public long disordered() {
    return disordered;
  }

  /// Messages with a number that the board never gave.
  public long strange() {
    return strange;
  }

  /// The longest way of a measurement.
  public long slowestNanos() {
    return slowestNanos;
  }

  /// The first numbers that did not arrive, `3, 7..9`; empty when none is missing.
  public String missing(int ranges) {
    StringBuilder words = new StringBuilder();
    BitSet missing = (BitSet) measured.clone();
    missing.andNot(arrived);
    int from = missing.nextSetBit(0);
    for (int i = 0; from >= 0; i++) {
      int to = missing.nextClearBit(from) - 1;
      if (i == ranges) {
        return words.append(", ...").toString();
      }
      words.append(i == 0 ? "" : ", ").append(from);
      if (to > from) {
        words.append("..").append(to);
      }
      from = missing.nextSetBit(to + 1);
    }
    return words.toString();
  }
}
