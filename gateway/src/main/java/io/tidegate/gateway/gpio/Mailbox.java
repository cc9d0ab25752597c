package io.tidegate.gateway.gpio;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What is said to the board, by any thread and without waiting, until its own thread takes it.
final class Mailbox {
  /// Frames that wait.
  static final int FRAMES = 64;

  /// What came since the last time. `reopen`: it is to start anew, before it hears the bytes.
  record Taken(byte[] bytes, boolean reopen, boolean ended) {}

  // guarded by the lock
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
  private boolean reopen;
  private boolean ended;
  private boolean closed;

  /// Something came since the last wait.
  private boolean woken;

  /// False when there is no room, or nobody who would take it any more.
  boolean send(byte[] bytes) {
    lock.lock();
    try {
      if (closed || frames.size() == FRAMES) {
        return false;
      }
      frames.add(bytes);
      wake();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// What it was told before is forgotten.
  void reopen() {
    lock.lock();
    try {
      reopen = true;
      frames.clear();
      wake();
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      wake();
    } finally {
      lock.unlock();
    }
  }

  /// Nothing is taken any more.
  void close() {
    lock.lock();
    try {
      closed = true;
      frames.clear();
    } finally {
      lock.unlock();
    }
  }

  void wake() {
    lock.lock();
    try {
      woken = true;
      something.signal();
    } finally {
      lock.unlock();
    }
  }

  Taken take() {
    lock.lock();
    try {
      ByteArrayOutputStream heard = new ByteArrayOutputStream();
      for (byte[] frame = frames.poll(); frame != null; frame = frames.poll()) {
        heard.writeBytes(frame);
      }
      Taken taken = new Taken(heard.toByteArray(), reopen, ended);
      reopen = false;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Just as long, whatever comes. False when it is to end, as soon as that is known.
  boolean stayAway(long nanos) {
    long untilNanos = System.nanoTime() + nanos;
    boolean goesOn = true;
    for (long left = nanos; goesOn && left > 0; left = untilNanos - System.nanoTime()) {
      goesOn = await(left);
    }
    return goesOn;
  }

  /// Until something comes, that long at most. False when it is to end.
  boolean await(long nanos) {
    lock.lock();
    try {
      long leftNanos = nanos;
      while (!woken && leftNanos > 0) {
        leftNanos = something.awaitNanos(leftNanos);
      }
      woken = false;
      return !ended;
    } catch (InterruptedException _) {
      return false;
    } finally {
      lock.unlock();
    }
  }
}
