package io.tidegate.gateway.mqtt;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What Paho writes, with the ends of packets known: it flushes after each. That is used twice.
///
/// A message is held back while Paho has the next one already, so that many small messages go to
/// the kernel in one call: its sender brings the next at once. At most [#HELD_MESSAGES] and
/// [#HELD_BYTES] are held, and nothing is when the last message that Paho took is in.
///
/// And the last word can be said from outside, between two packets and after the acknowledgements
/// that are still on their way; what Paho writes after it is dropped. Paho's own way to say it
/// waits without limit for a write that hangs.
final class PacketOutput extends OutputStream {
  static final int HELD_BYTES = 8 * 1_024;

  /// Fewer than Paho lets be in flight: at that many it brings no more, and what is held here is
  /// not acknowledged.
  static final int HELD_MESSAGES = 32;

  private static final byte[] DISCONNECT = {(byte) 0xE0, 0};
  private static final int PUBACK = 0x40;
  private static final int TYPE_BITS = 0xF0;
  private static final int PUBLISH = 0x30;

  private final UnderWay underWay;
  private final Runnable beforeWriting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition packetEnded = lock.newCondition();
  private final byte[] held = new byte[HELD_BYTES];
  private int heldBytes;
  private int heldMessages;
  private OutputStream out;
  private volatile Thread sender;
  private int packetType;
  private long published;
  private long acknowledgements;
  private boolean withinPacket;
  private boolean over;

  /// `beforeWriting` is told before each write of Paho's.
  PacketOutput(UnderWay underWay, Runnable beforeWriting) {
    this.underWay = underWay;
    this.beforeWriting = beforeWriting;
  }

  /// The connection stands: this is where it goes.
  PacketOutput over(OutputStream connection) {
    lock.lock();
    try {
      out = connection;
      return this;
    } finally {
      lock.unlock();
    }
  }

  /// Paho has taken its client apart: its sender may have missed that, and would wait for ever.
  void freeSender() {
    Thread waiting = sender;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  /// True when DISCONNECT was written within the limit, after that many acknowledgements.
  boolean disconnect(long acknowledgedBefore, long limitMillis)
      throws IOException, InterruptedException {
    long endNanos = System.nanoTime() + limitMillis * 1_000_000;
    if (!lock.tryLock(limitMillis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    try {
      while (withinPacket || acknowledgements < acknowledgedBefore) {
        if (packetEnded.awaitNanos(endNanos - System.nanoTime()) <= 0) {
          return false;
        }
      }
      if (out == null) {
        return false;
      }
      writeHeld();
      over = true;
      out.write(DISCONNECT);
      out.flush();
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    sender = Thread.currentThread();
    beforeWriting.run();
    lock.lock();
    try {
      if (over || length == 0) {
        return;
      }
      if (!withinPacket) {
        packetType = bytes[offset] & TYPE_BITS;
        withinPacket = true;
      }
      if (heldBytes + length > HELD_BYTES) {
        writeHeld();
      }
      if (length > HELD_BYTES) {
        out.write(bytes, offset, length);
      } else {
        System.arraycopy(bytes, offset, held, heldBytes, length);
        heldBytes += length;
      }
    } finally {
      lock.unlock();
    }
  }

  /// The end of a packet.
  @Override
  public void flush() throws IOException {
    lock.lock();
    try {
      if (over) {
        return;
      }
      if (withinPacket) {
        published += packetType == PUBLISH ? 1 : 0;
        acknowledgements += packetType == PUBACK ? 1 : 0;
        heldMessages++;
        withinPacket = false;
      }
      boolean next = packetType == PUBLISH && published < underWay.taken();
      if (!next || heldMessages >= HELD_MESSAGES) {
        writeHeld();
      }
      packetEnded.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      heldBytes = 0;
      if (out != null) {
        out.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private void writeHeld() throws IOException {
    heldMessages = 0;
    if (heldBytes > 0) {
      int length = heldBytes;
      heldBytes = 0;
      out.write(held, 0, length);
      out.flush();
    }
  }
}
