package io.tidegate.sim.line;

import io.tidegate.sim.line.LineFaults.Kind;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/// One direction of a serial line: bytes take their time, arrive in pieces of any size, and some
/// do not arrive as they were sent. At most `capacity` bytes are under way; what comes on top is
/// lost, as in a full adapter.
///
/// A sender may change its speed, and a receiver may listen at another one: what it hears then is
/// what [Uart] makes of it.
public final class Line {
  /// What can be asked for at once of a fault that counts bytes.
  public static final int MOST_BYTES = 65_536;

  /// The longest stall that can be asked for.
  public static final long MOST_STALL_NANOS = 3_600_000_000_000L;

  private static final long SECOND = 1_000_000_000L;
  private static final int LONGEST_PIECE = 64;

  /// Takes what arrives. The array belongs to the line.
  public interface Sink {
    void arrived(byte[] bytes, int length);
  }

  /// From this byte on, counted from the first ever under way, the sender has another speed.
  private record Change(long atByte, int baud) {}

  private final byte[] ring;
  private final byte[] piece = new byte[LONGEST_PIECE];
  private final byte[] heard = new byte[(LONGEST_PIECE + 1) * Uart.MOST_PER_FRAME];
  private final RandomGenerator random;
  private final Trouble trouble;
  private boolean plugged = true;

  // what is under way
  private int first;
  private int count;
  private long put;

  /// When the first byte under way has arrived.
  private long byteNanos;

  private int pieceLength;
  private long splitting;

  // counted here, read by any thread
  private volatile long overflowed;
  private volatile long unheard;

  // speeds
  private int baud;
  private final ArrayDeque<Change> changes = new ArrayDeque<>();

  /// What listens at a speed of its own; null when the receiver takes every byte as it was sent.
  private Uart receiver;

  private int heardLength;

  public Line(int baud, int capacity, RandomGenerator random) {
    this.baud = Uart.checkedBaud(baud);
    if (capacity < 1) {
      throw new IllegalArgumentException("expected room for 1 byte or more, got " + capacity);
    }
    this.ring = new byte[capacity];
    this.random = random;
    this.trouble = new Trouble(new Way(), random);
    nextPiece();
  }

  /// From now on; [LineFaults#NONE] heals the line.
  public void faults(LineFaults faults) {
    trouble.faults(faults);
  }

  /// One fault now: to the next so many bytes, or noise of so many, or a stall of so many
  /// nanoseconds.
  public void inject(Kind kind, long amount, long nowNanos) {
    long most = kind == Kind.STALL ? MOST_STALL_NANOS : MOST_BYTES;
    if (amount < 1 || amount > most) {
      throw new IllegalArgumentException(
          "expected 1 to %d %s for %s, got %d"
              .formatted(
                  most, kind == Kind.STALL ? "nanoseconds" : "bytes", kind.wireName(), amount));
    }
    if (!plugged) {
      return;
    }
    if (kind == Kind.NOISE || kind == Kind.STALL) {
      begin(nowNanos);
    }
    trouble.inject(kind, amount);
  }

  /// The sender's speed from the next byte it sends.
  public void baud(int wanted) {
    Uart.checkedBaud(wanted);
    if (!changes.isEmpty() && changes.getLast().atByte() == put) {
      changes.removeLast();
    }
    if (count == 0) {
      baud = wanted;
    } else if ((changes.isEmpty() ? baud : changes.getLast().baud()) != wanted) {
      changes.add(new Change(put, wanted));
    }
  }

  /// The receiver's speed from the next byte that arrives; 0: whatever the sender has.
  public void receiver(int wanted) {
    if (wanted == 0) {
      receiver = null;
    } else if (receiver == null) {
      receiver = new Uart(wanted);
    } else if (receiver.baud() != wanted) {
      receiver.baud(wanted);
    }
  }

  /// Unplugged, everything under way is gone and what is sent goes nowhere.
  public void plug(boolean plugged) {
    this.plugged = plugged;
    if (!plugged) {
      unheard += count;
      clear();
    }
  }

  public boolean plugged() {
    return plugged;
  }

  /// Everything under way is gone.
  public void clear() {
    count = 0;
    if (!changes.isEmpty()) {
      baud = changes.getLast().baud();
      changes.clear();
    }
    if (receiver != null) {
      receiver.clear();
    }
  }

  public void send(byte[] bytes, int length, long nowNanos) {
    if (plugged) {
      begin(nowNanos);
      trouble.send(bytes, length);
    } else {
      unheard += length;
    }
  }

  /// Bytes that have been sent and have not arrived yet.
  public int underWay() {
    return count;
  }

  /// When [#run] has something to hand over; Long.MAX_VALUE while nothing is under way.
  public long dueNanos() {
    long heardNanos = receiver == null ? Long.MAX_VALUE : receiver.dueNanos();
    return heardNanos <= silentUntilNanos() ? Math.min(heardNanos, pieceNanos()) : pieceNanos();
  }

  /// Hands over what has arrived by now.
  public void run(long nowNanos, Sink sink) {
    while (pieceNanos() <= nowNanos) {
      int length = nextLength();
      for (int i = 0; i < length; i++) {
        piece[i] = ring[first];
        first = first + 1 == ring.length ? 0 : first + 1;
      }
      arrive(length, sink);
    }
    if (receiver != null) {
      listen(Math.min(nowNanos, silentUntilNanos()), sink);
    }
  }

  /// How often this kind of fault has happened.
  public long faults(Kind kind) {
    return trouble.happened(kind);
  }

  /// Bytes lost because too many were under way. From any thread.
  public long overflowed() {
    return overflowed;
  }

  /// Bytes sent while it was unplugged, or under way when it was. From any thread.
  public long unheard() {
    return unheard;
  }

  private static long nanosPerByte(int baud) {
    return SECOND * Uart.FRAME_BITS / baud;
  }

  /// The next byte does not begin before now.
  private void begin(long nowNanos) {
    if (count == 0) {
      byteNanos = Math.max(byteNanos, nowNanos) + nanosPerByte(baud);
    }
  }

  /// When the next piece is there.
  private long pieceNanos() {
    return count == 0 ? Long.MAX_VALUE : byteNanos + (nextLength() - 1) * nanosPerByte(baud);
  }

  /// When the first byte under way begins.
  private long silentUntilNanos() {
    return count == 0 ? Long.MAX_VALUE : byteNanos - nanosPerByte(baud);
  }

  private void arrive(int length, Sink sink) {
    long perByteNanos = nanosPerByte(baud);
    long startNanos = byteNanos - perByteNanos;
    count -= length;
    byteNanos += length * perByteNanos;
    if (splitting > 0) {
      splitting--;
      byteNanos += LineFaults.SPLIT_NANOS;
    }
    if (receiver == null || receiver.baud() == baud && receiver.isIdle()) {
      sink.arrived(piece, length);
    } else {
      for (int i = 0; i < length; i++) {
        receiver.sent(startNanos + i * perByteNanos, piece[i], baud);
      }
      listen(startNanos + length * perByteNanos, sink);
    }
    changeSpeed(perByteNanos);
    nextPiece();
  }

  /// After a piece: the next byte may be sent at another speed; without one the line is free when
  /// the last has arrived.
  private void changeSpeed(long perByteNanos) {
    if (!changes.isEmpty() && changes.peek().atByte() == put - count) {
      baud = changes.poll().baud();
    }
    byteNanos += (count == 0 ? 0 : nanosPerByte(baud)) - perByteNanos;
  }

  private void listen(long nowNanos, Sink sink) {
    heardLength = 0;
    receiver.run(nowNanos, (value, _) -> heard[heardLength++] = value);
    if (heardLength > 0) {
      sink.arrived(heard, heardLength);
    }
  }

  private void nextPiece() {
    pieceLength = splitting > 0 ? 1 : 1 + random.nextInt(LONGEST_PIECE);
  }

  private int nextLength() {
    int length = Math.min(pieceLength, count);
    return changes.isEmpty()
        ? length
        : (int) Math.min(length, changes.peek().atByte() - (put - count));
  }

  private final class Way implements Trouble.Way {
    @Override
    public void put(byte value) {
      if (count == ring.length) {
        overflowed++;
        return;
      }
      int end = first + count;
      ring[end < ring.length ? end : end - ring.length] = value;
      count++;
      put++;
    }

    @Override
    public void stall(long nanos) {
      byteNanos += nanos;
    }

    @Override
    public void split(long bytes) {
      splitting = bytes;
      pieceLength = 1;
    }
  }
}
