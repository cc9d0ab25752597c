package io.tidegate.gateway.ops;

import io.tidegate.gateway.core.Desk;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What waits for one monitor: at most [#LIMIT] lines. What does not fit is counted, and the count
/// is told in its place.
final class MonitorLines {
  static final int LIMIT = 256;

  record Line(int port, Desk.Heard heard, byte[] bytes) {}

  private final BlockingQueue<Line> queue = new ArrayBlockingQueue<>(LIMIT);
  private final AtomicLong missed = new AtomicLong();

  /// Never waits.
  boolean offer(Line line) {
    // once something was missed, nothing is taken before that was told: the gap keeps its place
    if (missed.get() == 0 && queue.offer(line)) {
      return true;
    }
    missed.incrementAndGet();
    return false;
  }

  /// The next line, or null when there was none for that long.
  Line poll(long millis) throws InterruptedException {
    return queue.poll(millis, TimeUnit.MILLISECONDS);
  }

  /// How many were missed at this point; 0 while lines from before wait.
  long takeMissed() {
    return queue.isEmpty() ? missed.getAndSet(0) : 0;
  }
}
