package io.tidegate.sim.line;

import io.tidegate.sim.line.LineFaults.Kind;
import java.util.random.RandomGenerator;

/// What happens to the bytes that are sent into a line, before they are under way: at random, as
/// [LineFaults] say, and to the next ones, as somebody has asked.
final class Trouble {
  /// What it works on.
  interface Way {
    void put(byte value);

    void stall(long nanos);

    void split(long bytes);
  }

  private final Way way;
  private final RandomGenerator random;
  private final long[] happened = new long[Kind.values().length];

  // at random
  private LineFaults faults = LineFaults.NONE;
  private long untilFault = Long.MAX_VALUE;
  private long dropping;

  // asked for
  private long toFlip;
  private long toDrop;
  private byte[] twice;
  private int twiceLength;

  Trouble(Way way, RandomGenerator random) {
    this.way = way;
    this.random = random;
  }

  void faults(LineFaults faults) {
    this.faults = faults;
    untilFault = faults.untilNext(random);
    dropping = 0;
  }

  long happened(Kind kind) {
    return happened[kind.ordinal()];
  }

  /// To the next bytes, or for [Kind#NOISE] and [Kind#STALL] at once.
  void inject(Kind kind, long amount) {
    count(kind);
    switch (kind) {
      case FLIP -> toFlip = amount;
      case DROP -> toDrop = amount;
      case DUPLICATE -> {
        twice = new byte[(int) amount];
        twiceLength = 0;
      }
      case NOISE -> noise(amount);
      case STALL -> way.stall(amount);
      case SPLIT -> way.split(amount);
    }
  }

  void send(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      untilFault--;
      if (untilFault <= 0) {
        untilFault = faults.untilNext(random);
        spoil(bytes, i);
      } else if (dropping > 0) {
        dropping--;
      } else {
        pass(bytes[i]);
      }
    }
  }

  private void pass(byte value) {
    if (toDrop > 0) {
      toDrop--;
      return;
    }
    if (toFlip > 0) {
      toFlip--;
      way.put((byte) (value ^ 1 << random.nextInt(8)));
      return;
    }
    way.put(value);
    if (twice != null) {
      repeat(value);
    }
  }

  private void repeat(byte value) {
    twice[twiceLength++] = value;
    if (twiceLength == twice.length) {
      byte[] again = twice;
      twice = null;
      for (byte each : again) {
        way.put(each);
      }
    }
  }

  private void spoil(byte[] bytes, int at) {
    Kind kind = faults.kind(random);
    count(kind);
    int some = 1 + random.nextInt(LineFaults.LONGEST_BYTES);
    switch (kind) {
      case FLIP -> way.put((byte) (bytes[at] ^ 1 << random.nextInt(8)));
      case DROP -> dropping = some - 1;
      case DUPLICATE -> {
        for (int i = Math.max(0, at + 1 - some); i <= at; i++) {
          way.put(bytes[i]);
        }
        way.put(bytes[at]);
      }
      case NOISE -> {
        noise(some);
        way.put(bytes[at]);
      }
      case STALL -> {
        way.stall(random.nextLong(LineFaults.LONGEST_STALL_NANOS));
        way.put(bytes[at]);
      }
      case SPLIT -> {
        way.split(some);
        way.put(bytes[at]);
      }
    }
  }

  private void noise(long bytes) {
    for (long i = 0; i < bytes; i++) {
      way.put((byte) random.nextInt(256));
    }
  }

  private void count(Kind kind) {
    happened[kind.ordinal()]++;
  }
}
