package io.tidegate.sim.lx106.net;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/// A guest's end of one TCP connection, as plain as lwIP's: segments of 536 bytes, four of them at
/// most in either direction, nothing kept that comes too early, acknowledgements a little late.
final class GuestTcp {
  enum State {
    CALLING,
    WAITING,
    OPEN,
    CLOSED,
    RESET
  }

  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int ACK = 16;

  private static final int SEGMENT = 536;
  private static final int WINDOW = 4 * SEGMENT;
  private static final long RETRY_NANOS = 1_500_000_000L;
  private static final long LATE_NANOS = 200_000_000L;

  private final int own;
  private final int ownPort;
  private final byte[] router;
  private final Consumer<byte[]> out;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  State state;
  int other;
  int otherPort;
  private byte[] sending = {};
  private boolean ends;
  private int first;
  private int acknowledged;
  private int next;
  private int fresh;
  private int window;
  private int expected;
  private boolean otherEnded;
  private int unread;
  private long retryNanos = Long.MAX_VALUE;
  private long ackNanos = Long.MAX_VALUE;

  /// Bytes that the program reads each time; what it does not read fills the window.
  int reads = Integer.MAX_VALUE;

  GuestTcp(int own, int ownPort, byte[] router, Consumer<byte[]> out) {
    this.own = own;
    this.ownPort = ownPort;
    this.router = router;
    this.out = out;
    state = State.WAITING;
  }

  void call(int address, int port, int number, long nowNanos) {
    other = address;
    otherPort = port;
    begin(number);
    state = State.CALLING;
    send(first, SYN, new byte[0]);
    retryNanos = nowNanos + RETRY_NANOS;
  }

  private void begin(int number) {
    first = number;
    acknowledged = number + 1;
    next = acknowledged;
    fresh = acknowledged;
  }

  void write(byte[] bytes) {
    sending = bytes;
  }

  void end() {
    ends = true;
  }

  void reset() {
    send(next, RST | ACK, new byte[0]);
    state = State.RESET;
  }

  byte[] received() {
    return received.toByteArray();
  }

  boolean otherEnded() {
    return otherEnded;
  }

  /// All that it wanted to say is there, the end included.
  boolean isAcknowledged() {
    return acknowledged - (first + 1) == sending.length + (ends ? 1 : 0);
  }

  int acknowledgedBytes() {
    return acknowledged - (first + 1);
  }

  void heard(byte[] frame, long nowNanos) {
    ByteBuffer in = ByteBuffer.wrap(frame);
    int header = (frame[46] & 0xF0) >> 2;
    int flags = frame[47];
    int number = in.getInt(38);
    int by = in.getInt(42);
    byte[] bytes = Arrays.copyOfRange(frame, 34 + header, frame.length);
    if ((flags & RST) != 0) {
      if (state == State.CALLING ? by == first + 1 : number - expected >= 0) {
        state = State.RESET;
      }
      return;
    }
    if ((flags & SYN) != 0) {
      begins(in, flags, number, by, nowNanos);
    } else if (state == State.OPEN || state == State.CLOSED) {
      acknowledges(by, in.getShort(48) & 0xFFFF, nowNanos);
      takes(number, flags, bytes, nowNanos);
    }
  }

  private void begins(ByteBuffer in, int flags, int number, int by, long nowNanos) {
    if (state == State.CALLING && (flags & ACK) != 0 && by == first + 1) {
      state = State.OPEN;
      expected = number + 1;
      window = in.getShort(48) & 0xFFFF;
      retryNanos = Long.MAX_VALUE;
      send(next, ACK, new byte[0]);
    } else if (state == State.WAITING) {
      other = in.getInt(26);
      otherPort = in.getShort(34) & 0xFFFF;
      begin(number ^ 0x5555_5555);
      expected = number + 1;
      window = in.getShort(48) & 0xFFFF;
      state = State.OPEN;
      send(first, SYN | ACK, new byte[0]);
    } else if (state == State.OPEN && (flags & ACK) == 0) {
      send(first, SYN | ACK, new byte[0]);
    } else {
      send(next, ACK, new byte[0]);
    }
  }

  private void acknowledges(int by, int room, long nowNanos) {
    if (by - fresh > 0) {
      throw new AssertionError("it acknowledges what was never sent");
    }
    if (by - acknowledged >= 0) {
      window = room;
      if (by != acknowledged) {
        acknowledged = by;
        next = next - by < 0 ? by : next;
        retryNanos = Long.MAX_VALUE;
      }
    }
  }

  private void takes(int number, int flags, byte[] bytes, long nowNanos) {
    int known = expected - number;
    boolean end = (flags & FIN) != 0;
    if (bytes.length == 0 && !end) {
      return;
    }
    int span = bytes.length + (end ? 1 : 0);
    if (known < 0 || known >= span || bytes.length - known > WINDOW - unread) {
      send(next, ACK, new byte[0]);
      return;
    }
    int count = bytes.length - known;
    received.write(bytes, known, count);
    unread += count;
    expected += span - known;
    otherEnded |= end;
    ackNanos = Math.min(ackNanos, nowNanos + LATE_NANOS);
    if (end || unread >= 2 * SEGMENT) {
      ackNanos = nowNanos;
    }
  }

  void run(long nowNanos) {
    if (state == State.CALLING && nowNanos >= retryNanos) {
      send(first, SYN, new byte[0]);
      retryNanos = nowNanos + RETRY_NANOS;
    }
    if (state != State.OPEN) {
      return;
    }
    int before = WINDOW - unread;
    unread -= Math.min(unread, reads);
    if (WINDOW - unread - before >= SEGMENT && before < SEGMENT) {
      ackNanos = nowNanos;
    }
    if (nowNanos >= retryNanos) {
      next = acknowledged;
      retryNanos = Long.MAX_VALUE;
      window = Math.max(window, 1);
    }
    while (transmit()) {}
    if (next != acknowledged || window == 0 && !isAcknowledged()) {
      retryNanos = retryNanos == Long.MAX_VALUE ? nowNanos + RETRY_NANOS : retryNanos;
    }
    if (nowNanos >= ackNanos) {
      send(next, ACK, new byte[0]);
    }
  }

  private boolean transmit() {
    int sent = next - (first + 1);
    int count = Math.min(Math.min(SEGMENT, sending.length - sent), window - (next - acknowledged));
    boolean all = sent + Math.max(count, 0) == sending.length;
    if (count <= 0 && !(all && ends && sent == sending.length)) {
      return false;
    }
    byte[] bytes = Arrays.copyOfRange(sending, sent, sent + Math.max(count, 0));
    boolean end = ends && all;
    send(next, ACK | (end ? FIN : 0), bytes);
    next += bytes.length + (end ? 1 : 0);
    fresh = next - fresh > 0 ? next : fresh;
    return true;
  }

  /// Asks whether the other side is there, as a keep-alive does.
  void probe() {
    send(next - 1, ACK, new byte[0]);
  }

  void send(int number, int flags, byte[] bytes) {
    if ((flags & ACK) != 0) {
      ackNanos = Long.MAX_VALUE;
    }
    int acknowledges = (flags & ACK) != 0 ? expected : 0;
    out.accept(
        Wire.tcp(
            router,
            own,
            ownPort,
            other,
            otherPort,
            number,
            acknowledges,
            flags,
            WINDOW - unread,
            bytes));
  }
}
