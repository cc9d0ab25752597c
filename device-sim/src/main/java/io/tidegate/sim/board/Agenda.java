package io.tidegate.sim.board;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// A few things to be done at their times; those of one time in the order they were noted.
final class Agenda {
  private record Entry(long nanos, LongConsumer what) {}

  private final List<Entry> entries = new ArrayList<>();

  void at(long nanos, LongConsumer what) {
    int place = entries.size();
    while (place > 0 && entries.get(place - 1).nanos() > nanos) {
      place--;
    }
    entries.add(place, new Entry(nanos, what));
  }

  void clear() {
    entries.clear();
  }

  /// Long.MAX_VALUE when nothing is to be done.
  long dueNanos() {
    return entries.isEmpty() ? Long.MAX_VALUE : entries.getFirst().nanos();
  }

  /// Does the next thing whose time has come; false when there is none.
  boolean runNext(long nowNanos) {
    if (dueNanos() > nowNanos) {
      return false;
    }
    entries.removeFirst().what().accept(nowNanos);
    return true;
  }
}
