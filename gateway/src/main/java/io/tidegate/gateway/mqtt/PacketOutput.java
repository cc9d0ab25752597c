package io.tidegate.gateway.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What Paho writes, with the ends of packets known: it flushes after each. So other packets can go
/// between two of its: the messages of [Outbox], and the last word, after the acknowledgements that
/// are still on their way. What is written after it is dropped.
///
/// Paho's own way to say the last word waits without limit for a write that hangs.
final class PacketOutput extends OutputStream {
  private static final byte[] DISCONNECT = {(byte) 0xE0, 0};
  private static final int PUBACK = 0x40;

  private final OutputStream out;
  private final Runnable beforeWriting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition packetEnded = lock.newCondition();
  private volatile Thread sender;
  private long acknowledgements;
  private boolean withinPacket;
  private boolean over;

  /// `beforeWriting` is told before each write of Paho's.
  PacketOutput(OutputStream out, Runnable beforeWriting) {
    this.out = out;
    this.beforeWriting = beforeWriting;
  }

  /// Writes whole packets that are not Paho's.
  void messages(ByteArrayOutputStream packets) throws IOException, InterruptedException {
    lock.lock();
    try {
      while (withinPacket && !over) {
        packetEnded.await();
      }
      if (!over) {
        packets.writeTo(out);
        out.flush();
      }
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
      if (!over) {
        if (!withinPacket && length > 0 && (bytes[offset] & 0xff) == PUBACK) {
          acknowledgements++;
        }
        withinPacket = true;
        out.write(bytes, offset, length);
      }
    } catch (IOException e) {
      over = true;
      packetEnded.signalAll();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() throws IOException {
    lock.lock();
    try {
      if (!over) {
        out.flush();
        withinPacket = false;
        packetEnded.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
