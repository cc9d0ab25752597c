package io.tidegate.sim.line;

import java.util.ArrayDeque;
import java.util.Arrays;

/// A serial receiver at a speed of its own, bit by bit: what it makes of bytes that were sent at
/// another one.
///
/// ```
///        start  d0  d1  d2  d3  d4  d5  d6  d7  stop
///  high ‾‾‾\____/‾‾‾\___/‾‾‾ ...                /‾‾‾‾‾
///           ^     ^   ^                           ^
///           edge  each bit is looked at in its middle, counted from the edge
/// ```
///
/// Eight data bits, no parity, one stop bit, lowest bit first. A start bit that is high again in
/// its middle was none. A stop bit that is low is a framing error: the byte is handed over all the
/// same, as Linux does for a raw port. Then the next falling edge is waited for.
///
/// A receiver looks at the line sixteen times a bit, so that it sees an edge half of such a step
/// late on average; that much later it looks at each bit. It decides what would otherwise be a tie:
/// a sender twice as fast changes the line exactly in the middle of the receiver's bits.
public final class Uart {
  /// Bits of a frame with its start and stop bit.
  static final int FRAME_BITS = 10;

  /// How many bytes a single sent one can become at most: so many falling edges it has.
  static final int MOST_PER_FRAME = 5;

  private static final long SECOND = 1_000_000_000L;
  private static final int STOP = 9;
  private static final long NONE = Long.MAX_VALUE;

  /// Takes what is received.
  public interface Sink {
    void received(byte value, boolean framingError);
  }

  /// A byte on the line: level by time, from its start bit to the end of its stop bit.
  private record Sent(long startNanos, int value, int baud) {
    long bitNanos(int bit) {
      return startNanos + at(bit, baud);
    }

    boolean low(long nanos) {
      for (int bit = STOP; bit >= 0; bit--) {
        if (nanos >= bitNanos(bit)) {
          return low(bit);
        }
      }
      return false;
    }

    boolean low(int bit) {
      return bit == 0 || bit < STOP && (value >> bit - 1 & 1) == 0;
    }

    /// The first falling edge after this time; [#NONE] without one.
    long edgeAfter(long nanos) {
      for (int bit = 0; bit < STOP; bit++) {
        if (low(bit) && (bit == 0 || !low(bit - 1)) && bitNanos(bit) > nanos) {
          return bitNanos(bit);
        }
      }
      return NONE;
    }
  }

  private int baud;

  /// What is on the line and not yet looked at to its end.
  private final ArrayDeque<Sent> line = new ArrayDeque<>();

  /// Edges up to this time have been dealt with.
  private long doneNanos = Long.MIN_VALUE;

  private long framingErrors;

  public Uart(int baud) {
    baud(baud);
  }

  /// The receiver's speed, from now on. What is half received is received at the new one.
  public void baud(int baud) {
    this.baud = checkedBaud(baud);
  }

  public int baud() {
    return baud;
  }

  /// A start bit begins on the line; not before the byte that was sent last has ended.
  public void sent(long startNanos, byte value, int senderBaud) {
    line.add(new Sent(startNanos, value & 0xff, checkedBaud(senderBaud)));
  }

  /// Hands over all that is received by this time. Nothing else may be sent that starts earlier.
  public void run(long nowNanos, Sink sink) {
    for (long edge = nextEdge(); edge != NONE; edge = nextEdge()) {
      long startNanos = sample(edge, 0);
      if (startNanos > nowNanos || low(startNanos) && sample(edge, STOP) > nowNanos) {
        return;
      }
      receive(edge, sink);
    }
  }

  /// When a byte that has begun is received; Long.MAX_VALUE while none has.
  public long dueNanos() {
    long edge = nextEdge();
    return edge == NONE ? NONE : sample(edge, STOP);
  }

  /// True when nothing is half received.
  public boolean isIdle() {
    return nextEdge() == NONE;
  }

  /// Forgets what is on the line, as when it is cut.
  public void clear() {
    line.clear();
  }

  /// Stop bits that were low.
  public long framingErrors() {
    return framingErrors;
  }

  /// What a receiver makes of bytes sent without a pause, and silence after them.
  public static byte[] garbled(byte[] sent, int senderBaud, int receiverBaud) {
    Uart uart = new Uart(receiverBaud);
    for (int i = 0; i < sent.length; i++) {
      uart.sent(at((long) i * FRAME_BITS, senderBaud), sent[i], senderBaud);
    }
    byte[] received = new byte[sent.length * MOST_PER_FRAME];
    int[] count = {0};
    uart.run(NONE - 1, (value, _) -> received[count[0]++] = value);
    return Arrays.copyOf(received, count[0]);
  }

  /// True for a speed that a serial port may have.
  public static boolean isBaud(int baud) {
    return baud >= 50 && baud <= 5_000_000;
  }

  static int checkedBaud(int baud) {
    if (!isBaud(baud)) {
      throw new IllegalArgumentException("expected 50 to 5000000 baud, got " + baud);
    }
    return baud;
  }

  private void receive(long edgeNanos, Sink sink) {
    long startNanos = sample(edgeNanos, 0);
    if (!low(startNanos)) {
      doneNanos = startNanos;
      return;
    }
    int value = 0;
    for (int bit = 1; bit < STOP; bit++) {
      value |= low(sample(edgeNanos, bit)) ? 0 : 1 << bit - 1;
    }
    doneNanos = sample(edgeNanos, STOP);
    boolean framingError = low(doneNanos);
    framingErrors += framingError ? 1 : 0;
    sink.received((byte) value, framingError);
  }

  private long nextEdge() {
    while (!line.isEmpty()) {
      long edge = line.peek().edgeAfter(doneNanos);
      if (edge != NONE) {
        return edge;
      }
      line.poll();
    }
    return NONE;
  }

  private boolean low(long nanos) {
    Sent over = null;
    for (Sent each : line) {
      if (each.startNanos() > nanos) {
        break;
      }
      over = each;
    }
    return over != null && over.low(nanos);
  }

  /// When the receiver looks at a bit of the frame that began with this edge.
  private long sample(long edgeNanos, int bit) {
    return edgeNanos + at(bit * 32L + 17, 32L * baud);
  }

  /// So many bits at this speed, in nanoseconds, to the nearest.
  private static long at(long bits, long baud) {
    return (bits * SECOND + baud / 2) / baud;
  }
}
