package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was thrown away, until it has been announced and until the announcement is durable. Between
/// the two no cursor is written: it would let the messages go first.
final class Evictions {
  /// What an event that announces one range takes, in memory and on disk, with long names.
  private static final int ANNOUNCEMENT_BYTES = 1_024;

  private List<Evicted> announcements = new ArrayList<>();
  private boolean waitForCursor;
  private boolean cursorUnderWay;
  long count;

  List<Evicted> take() {
    if (announcements.isEmpty()) {
      return List.of();
    }
    List<Evicted> taken = announcements;
    announcements = new ArrayList<>();
    return taken;
  }

  /// Something waits to be taken.
  boolean untold() {
    return !announcements.isEmpty();
  }

  long announcementBytes() {
    return (long) ANNOUNCEMENT_BYTES * announcements.size();
  }

  /// What was thrown away still stands in the cursor as waiting.
  boolean waitForCursor() {
    return waitForCursor;
  }

  void cursorBegins() {
    cursorUnderWay = waitForCursor;
    waitForCursor = false;
  }

  void cursorDone() {
    cursorUnderWay = false;
  }

  void cursorFailed() {
    waitForCursor |= cursorUnderWay;
    cursorUnderWay = false;
  }

  void add(Evicted evicted) {
    announcements.add(evicted);
    count += evicted.count();
    waitForCursor |= evicted.reason() != Evicted.Reason.SUPERSEDED;
  }

  /// Messages of one lane in the order of their positions, as few ranges as possible.
  void add(Message.Chain chain, String lane, List<Key> keys, Evicted.Reason reason) {
    long nameless = 0;
    Map<String, Ranges> numbers = new LinkedHashMap<>();
    for (Key key : keys) {
      if (key.session().isEmpty() || !key.device().equals(lane)) {
        nameless++;
      } else {
        numbers.computeIfAbsent(key.session(), _ -> new Ranges()).add(key.number());
      }
    }
    numbers.forEach((session, ranges) -> addRanges(chain, lane, session, ranges, reason));
    if (nameless > 0) {
      add(new Evicted(chain, lane, "", 0, 0, nameless, reason));
    }
  }

  private void addRanges(
      Message.Chain chain, String lane, String session, Ranges ranges, Evicted.Reason reason) {
    for (int i = 0; i < ranges.size(); i++) {
      long first = ranges.from(i);
      long last = ranges.to(i) - 1;
      add(new Evicted(chain, lane, session, first, last, last - first + 1, reason));
    }
  }
}
