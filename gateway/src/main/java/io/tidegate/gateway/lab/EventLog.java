package io.tidegate.gateway.lab;

import io.tidegate.gateway.core.Journal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The gateway's log, for the screen: the last few lines.
final class EventLog implements Journal {
  static final int KEPT = 4;

  private static final String PORT_UP = "port-up";
  private static final String PORT_DOWN = "port-down";

  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final Set<String> reading = ConcurrentHashMap.newKeySet();
  private final Consumer<String> listener;

  /// `listener` is told each line as it comes.
  EventLog(Consumer<String> listener) {
    this.listener = listener;
  }

  @Override
  public void log(Level level, String event, String subject, String words) {
    if (event.equals(PORT_UP)) {
      reading.add(subject);
    } else if (event.equals(PORT_DOWN)) {
      reading.remove(subject);
    }
    if (level.compareTo(Level.NOTICE) <= 0) {
      add("gateway: " + (subject.isEmpty() ? "" : subject + ": ") + words);
    }
  }

  /// True while the gateway says that it reads this port.
  boolean isReading(String port) {
    return reading.contains(port);
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
