package io.tidegate.gateway.gpio;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Writes down what counters have counted: at the start, then seldom and only when it has changed,
/// and at a stop in order. A thread of its own writes: a card may take seconds for it.
final class CounterKeeper {
  private final CounterFile file;
  private final long everyNanos;

  private Map<String, Long> kept = Map.of();
  private Map<String, Long> written = Map.of();
  private boolean used;
  private long dueNanos;
  private boolean changed;
  private volatile Thread writing;
  private Consumer<String> log;

  CounterKeeper(CounterFile file, long everyNanos) {
    this.file = file;
    this.everyNanos = everyNanos;
  }

  /// What an earlier run has counted. Troubles are told to `log`, from any thread.
  Map<String, Long> load(Consumer<String> log) {
    this.log = log;
    CounterFile.Loaded loaded = file.load();
    kept = loaded.counts();
    loaded.troubles().forEach(log);
    if (!loaded.stopped()) {
      log.accept(
          "the last run did not end in order: counters lack what came in its last "
              + everyNanos / 60_000_000_000L
              + " min");
    }
    return kept;
  }

  /// From now on what is on disk is not all.
  void start(Map<String, Long> counts, long nowNanos) {
    used = !counts.isEmpty();
    dueNanos = nowNanos + everyNanos;
    if (used) {
      write(counts, false);
    }
  }

  void turn(Map<String, Long> counts, long nowNanos) {
    changed = used && !counts.equals(written);
    if (changed && nowNanos - dueNanos >= 0 && !isWriting()) {
      dueNanos = nowNanos + everyNanos;
      write(counts, false);
    }
  }

  long leftNanos(long nowNanos) {
    return changed ? Math.max(isWriting() ? 100_000_000L : 0, dueNanos - nowNanos) : Long.MAX_VALUE;
  }

  void stop(Map<String, Long> counts) {
    if (used) {
      write(counts, true);
    }
  }

  /// True when all is written.
  boolean awaitWritten(Duration limit) {
    Thread last = writing;
    try {
      return last == null || last.join(limit);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean isWriting() {
    return writing != null && writing.isAlive();
  }

  private void write(Map<String, Long> counts, boolean stopped) {
    written = counts;
    changed = false;
    Map<String, Long> all = new TreeMap<>(counts);
    for (Map.Entry<String, Long> other : kept.entrySet()) {
      if (all.size() < CounterFile.LIMIT) {
        all.putIfAbsent(other.getKey(), other.getValue());
      }
    }
    Thread before = writing;
    writing =
        Thread.ofPlatform().name("counters").daemon(true).start(() -> save(before, all, stopped));
  }

  private void save(Thread before, Map<String, Long> counts, boolean stopped) {
    try {
      if (before != null) {
        before.join();
      }
      file.save(counts, stopped);
    } catch (IOException e) {
      log.accept("what was counted cannot be written down: " + e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
