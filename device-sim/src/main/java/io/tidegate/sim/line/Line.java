package io.tidegate.sim.line;

import io.tidegate.sim.line.LineFaults.Kind;
import java.util.random.RandomGenerator;

/// One direction of a serial line: bytes take their time, arrive in pieces of any size, and some
/// do not arrive as they were sent. At most `capacity` bytes are under way; what comes on top is
/// lost, as in a full adapter.
public final class Line {
  private static final int LONGEST_PIECE = 64;
  private static final int BITS_PER_BYTE = 10;

  /// Takes what arrives. The array belongs to the line.
  public interface Sink {
    void arrived(byte[] bytes, int length);
  }

  private final byte[] ring;
  private final byte[] piece = new byte[LONGEST_PIECE];
  private final long nanosPerByte;
  private final RandomGenerator random;
  private final long[] faultsByKind = new long[Kind.values().length];
  private int first;
  private int count;
  private boolean plugged = true;

  /// When the first byte under way has arrived.
  private long byteNanos;

  private int pieceLength;

  // faults
  private LineFaults faults = LineFaults.NONE;
  private long untilFault = Long.MAX_VALUE;
  private int cutting;
  private long overflowed;

  public Line(int baud, int capacity, RandomGenerator random) {
    if (baud < 1 || capacity < 1) {
      throw new IllegalArgumentException(baud + " baud, capacity of " + capacity + " bytes");
    }
    this.nanosPerByte = 1_000_000_000L * BITS_PER_BYTE / baud;
    this.ring = new byte[capacity];
    this.random = random;
    nextPiece();
  }

  /// From now on; [LineFaults#NONE] heals the line.
  public void faults(LineFaults faults) {
    this.faults = faults;
    untilFault = faults.untilNext(random);
    cutting = 0;
  }

  /// Unplugged, everything under way is gone and what is sent goes nowhere.
  public void plug(boolean plugged) {
    this.plugged = plugged;
    if (!plugged) {
      count = 0;
    }
  }

  public boolean plugged() {
    return plugged;
  }

  public void send(byte[] bytes, int length, long nowNanos) {
    if (!plugged) {
      return;
    }
    if (count == 0) {
      byteNanos = Math.max(byteNanos, nowNanos) + nanosPerByte;
    }
    for (int i = 0; i < length; i++) {
      untilFault--;
      if (untilFault <= 0) {
        untilFault = faults.untilNext(random);
        spoil(bytes, i, length);
      } else if (cutting > 0) {
        cutting--;
      } else {
        put(bytes[i]);
      }
    }
  }

  /// When [#run] has something to hand over; Long.MAX_VALUE while nothing is under way.
  public long dueNanos() {
    return count == 0
        ? Long.MAX_VALUE
        : byteNanos + (Math.min(pieceLength, count) - 1) * nanosPerByte;
  }

  /// Hands over what has arrived by now.
  public void run(long nowNanos, Sink sink) {
    while (dueNanos() <= nowNanos) {
      int length = Math.min(pieceLength, count);
      for (int i = 0; i < length; i++) {
        piece[i] = ring[first];
        first = first + 1 == ring.length ? 0 : first + 1;
      }
      count -= length;
      byteNanos += length * nanosPerByte;
      if (count == 0) {
        byteNanos -= nanosPerByte;
      }
      nextPiece();
      sink.arrived(piece, length);
    }
  }

  /// How often this kind of fault has happened.
  public long faults(Kind kind) {
    return faultsByKind[kind.ordinal()];
  }

  /// Bytes lost because too many were under way.
  public long overflowed() {
    return overflowed;
  }

  private void nextPiece() {
    pieceLength = 1 + random.nextInt(LONGEST_PIECE);
  }

  private void put(byte next) {
    if (count == ring.length) {
      overflowed++;
      return;
    }
    int end = first + count;
    ring[end < ring.length ? end : end - ring.length] = next;
    count++;
  }

  private void spoil(byte[] bytes, int at, int length) {
    Kind kind = faults.kind(random);
    faultsByKind[kind.ordinal()]++;
    int some = 1 + random.nextInt(LineFaults.LONGEST_BYTES);
    switch (kind) {
      case FLIP -> put((byte) (bytes[at] ^ 1 << random.nextInt(8)));
      case CUT -> cutting = some - 1;
      case DUPLICATE -> {
        int begin = Math.max(0, at + 1 - some);
        for (int i = begin; i <= at; i++) {
          put(bytes[i]);
        }
        put(bytes[at]);
      }
      case NOISE -> {
        for (int i = 0; i < some; i++) {
          put((byte) random.nextInt(256));
        }
        put(bytes[at]);
      }
      case STALL -> {
        byteNanos += random.nextLong(LineFaults.LONGEST_STALL_NANOS);
        put(bytes[at]);
      }
    }
  }
}
