package io.tidegate.gateway.lab;

import io.tidegate.gateway.core.Journal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/// The gateway's log, for the screen: the last few lines.
final class EventLog implements Journal {
  static final int KEPT = 4;

  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final Consumer<String> listener;

  /// `listener` is told each line as it comes.
  EventLog(Consumer<String> listener) {
    this.listener = listener;
  }

  @Override
  public void log(Level level, String event, String subject, String words) {
    if (level.compareTo(Level.NOTICE) <= 0) {
      add("gateway: " + (subject.isEmpty() ? "" : subject + ": ") + words);
    }
  }

  /// Something that the demo itself did.
  void did(String words) {
    add("demo: " + words);
  }

  synchronized List<String> last() {
    return List.copyOf(lines);
  }

  private synchronized void add(String line) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.add(line);
    listener.accept(line);
  }
}
