package io.tidegate.bridge.link;

import io.tidegate.bridge.Limits;

/// One end of a byte stream on the link, PROTOCOL.md section 7: bytes come out at the other end in
/// order and once, or the stream is closed. Both ends are alike; the library has the same in C++.
///
/// One frame with bytes is under way at a time. Times are milliseconds of 32 bits that wrap, and so
/// do the counts of bytes.
public final class StreamEnd {
  static final int FIRST_WAIT_MILLIS = 500;
  static final int WAIT_MOST_MILLIS = 4_000;

  /// So long nothing that waits was taken by the other end: it is given up.
  static final int PATIENCE_MILLIS = 30_000;

  /// What [#next] should be asked for.
  public enum Due {
    NOTHING,
    FRAME,
    GIVE_UP
  }

  /// The fields of a frame.
  public record Part(long at, long ack, int room, byte[] data) {}

  private final int frameBytes;

  // What was written here and is not known to have arrived, from byte `at` of the stream on.
  private final byte[] out;
  private int held;
  private int at;

  /// So many of them have been on the wire.
  private int sent;

  /// A frame with bytes was sent and not answered.
  private boolean waiting;

  private int waitMillis;
  private int sentMillis;
  private int stuckMillis;
  private int peerRoom;

  // What arrived and was not read, up to byte `arrived` of the stream.
  private final byte[] in;
  private int unread;
  private int arrived;

  /// The room that was told last.
  private int toldRoom;

  private boolean answerDue;

  /// At most `frameBytes` go in one frame.
  public StreamEnd(int inBytes, int outBytes, int frameBytes) {
    if (frameBytes < 1 || frameBytes > Limits.STREAM_DATA_BYTES) {
      throw new IllegalArgumentException(
          "bytes of a frame: expected 1 to " + Limits.STREAM_DATA_BYTES + ", got " + frameBytes);
    }
    this.in = new byte[inBytes];
    this.out = new byte[outBytes];
    this.frameBytes = frameBytes;
    this.toldRoom = inBytes;
  }

  /// Takes as many of the bytes as there is room for; gives how many.
  public int write(byte[] bytes, int offset, int length, int nowMillis) {
    int taken = Math.min(length, out.length - held);
    if (held == 0) {
      begin(nowMillis);
    }
    System.arraycopy(bytes, offset, out, held, taken);
    held += taken;
    return taken;
  }

  /// How many bytes [#write] takes now.
  public int writable() {
    return out.length - held;
  }

  /// Everything that was written has arrived.
  public boolean isFlushed() {
    return held == 0;
  }

  public int available() {
    return unread;
  }

  /// At most so many of the bytes that have arrived.
  public byte[] read(int most) {
    byte[] bytes = new byte[Math.min(most, unread)];
    System.arraycopy(in, 0, bytes, 0, bytes.length);
    unread -= bytes.length;
    System.arraycopy(in, bytes.length, in, 0, unread);
    return bytes;
  }

  private int room() {
    return in.length - unread;
  }

  /// A frame of this stream came. False when it cannot be of the same stream as what is known here:
  /// then the stream must be closed.
  public boolean hear(long frameAt, long frameAck, long frameRoom, byte[] data, int nowMillis) {
    return hearAck((int) frameAck, frameRoom, nowMillis) && hearData((int) frameAt, data);
  }

  private boolean hearAck(int ack, long room, int nowMillis) {
    int news = ack - at;
    if (Integer.compareUnsigned(news, sent) > 0) {
      return news < 0;
    }
    if (peerRoom == 0 && room > 0) {
      waiting = false;
    }
    peerRoom = (int) Math.min(room, 0xFFFF);
    if (news > 0) {
      held -= news;
      System.arraycopy(out, news, out, 0, held);
      at += news;
      sent -= news;
      begin(nowMillis);
    }
    return true;
  }

  private boolean hearData(int frameAt, byte[] data) {
    int known = arrived - frameAt;
    if (Integer.compareUnsigned(known, data.length) <= 0) {
      int taken = Math.min(data.length - known, room());
      System.arraycopy(data, known, in, unread, taken);
      unread += taken;
      arrived += taken;
    } else if (known < 0) {
      return false;
    }
    answerDue |= data.length > 0;
    return true;
  }

  public Due due(int nowMillis) {
    if (held > 0) {
      if (!waiting && peerRoom > 0) {
        return Due.FRAME;
      }
      if (nowMillis - sentMillis >= waitMillis) {
        return nowMillis - stuckMillis >= PATIENCE_MILLIS ? Due.GIVE_UP : Due.FRAME;
      }
    }
    return answerDue || hasNewRoom() ? Due.FRAME : Due.NOTHING;
  }

  /// How long until something is due, when nothing else happens; negative for never.
  public int dueInMillis(int nowMillis) {
    if (due(nowMillis) != Due.NOTHING) {
      return 0;
    }
    return held == 0 ? -1 : waitMillis - (nowMillis - sentMillis);
  }

  /// The sender may have stopped because of what it was told.
  private boolean hasNewRoom() {
    int half = (in.length + 1) / 2;
    return toldRoom < half && room() >= half;
  }

  /// What goes into the frame that is sent now.
  public Part next(int nowMillis) {
    int length = 0;
    if (held > 0) {
      boolean again = nowMillis - sentMillis >= waitMillis;
      if (again || !waiting && peerRoom > 0) {
        length = Math.min(held, Math.min(Math.max(peerRoom, 1), frameBytes));
        waitMillis = again ? Math.min(2 * waitMillis, WAIT_MOST_MILLIS) : FIRST_WAIT_MILLIS;
        waiting = true;
        sentMillis = nowMillis;
        sent = Math.max(sent, length);
      }
    }
    answerDue = false;
    toldRoom = room();
    byte[] data = new byte[length];
    System.arraycopy(out, 0, data, 0, length);
    return new Part(Integer.toUnsignedLong(at), Integer.toUnsignedLong(arrived), toldRoom, data);
  }

  /// What is held waits from now on, with nothing of it under way.
  private void begin(int nowMillis) {
    waiting = false;
    waitMillis = FIRST_WAIT_MILLIS;
    sentMillis = nowMillis;
    stuckMillis = nowMillis;
  }
}
