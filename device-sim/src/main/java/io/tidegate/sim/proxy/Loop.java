package io.tidegate.sim.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// One thread that waits for sockets and times, and does what is due.
///
/// Its lock (`synchronized` on it) guards everything the tasks touch: the thread holds it for one
/// turn at a time, others take it to look or to change something, and call [#wake] when there is
/// something new to wait for. No task blocks.
final class Loop implements AutoCloseable {
  private record Due(long nanos, long number, Ground.Task task) {}

  private static final long SETTLE_MILLIS = 10;

  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final Selector selector;
  private final long startNanos = System.nanoTime();
  private final PriorityQueue<Due> dues =
      new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::number));
  private Thread thread;
  private long planned;
  private long turns;
  private boolean closed;

  Loop() throws IOException {
    selector = Selector.open();
  }

  void start(String name) {
    thread = Thread.ofPlatform().name(name).daemon(true).start(this::run);
  }

  /// Nanoseconds since the beginning.
  long now() {
    return System.nanoTime() - startNanos;
  }

  SelectionKey register(SelectableChannel channel, int interest, Ground.Task task)
      throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, interest, task);
  }

  void at(long dueNanos, Ground.Task task) {
    dues.add(new Due(dueNanos, planned++, task));
  }

  void wake() {
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  /// Waits until the sockets that were closed are really closed: a selector lets go of them only
  /// when it selects. Not for the loop's own thread. The lock is free meanwhile.
  synchronized void settle() {
    // the turn that is about to begin may have selected before
    long enough = turns + 2;
    boolean interrupted = false;
    while (turns < enough && !closed) {
      selector.wakeup();
      try {
        wait(SETTLE_MILLIS);
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Every channel that was registered is closed, and the thread is gone, when this returns.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    if (thread == null) {
      release();
      return;
    }
    selector.wakeup();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (long waitMillis = turn(); waitMillis >= 0; waitMillis = turn()) {
        if (waitMillis == 0) {
          selector.selectNow();
        } else {
          selector.select(waitMillis);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the system cannot wait for sockets", e);
    } finally {
      release();
    }
  }

  /// Does what is ready and due; gives how long to wait then, less than 0 at the end.
  private synchronized long turn() {
    if (closed) {
      return -1;
    }
    turns++;
    notifyAll();
    long nowNanos = now();
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isValid()) {
        ((Ground.Task) key.attachment()).run(nowNanos);
      }
    }
    selector.selectedKeys().clear();
    while (!dues.isEmpty() && dues.element().nanos() <= nowNanos) {
      dues.remove().task().run(nowNanos);
    }
    return dues.isEmpty() ? Long.MAX_VALUE / NANOS_PER_MILLI : waitMillis(dues.element().nanos());
  }

  private long waitMillis(long dueNanos) {
    return Math.max(0, Math.ceilDiv(dueNanos - now(), NANOS_PER_MILLI));
  }

  private void release() {
    List<SelectionKey> keys = new ArrayList<>(selector.keys());
    for (SelectionKey key : keys) {
      try {
        key.channel().close();
      } catch (IOException _) {
        // closing is all that was wanted
      }
    }
    try {
      selector.close();
    } catch (IOException _) {
      // likewise
    }
  }
}
