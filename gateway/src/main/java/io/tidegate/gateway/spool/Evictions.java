package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.List;

/// What was thrown away, until it has been announced and until the announcement is durable. Between
/// the two no cursor is written: it would let the messages go first.
final class Evictions {
  private List<Evicted> announcements = new ArrayList<>();
  private boolean waitForCursor;
  private boolean cursorUnderWay;
  private int expected;
  long count;

  List<Evicted> take() {
    if (announcements.isEmpty()) {
      return List.of();
    }
    expected = announcements.size();
    List<Evicted> taken = announcements;
    announcements = new ArrayList<>();
    return taken;
  }

  /// So many wait to be taken.
  int untold() {
    return announcements.size();
  }

  /// They were taken, and what announces them comes now.
  boolean expectsAnnouncement() {
    return expected > 0;
  }

  void announced() {
    expected = Math.max(0, expected - 1);
  }

  void allAnnounced() {
    expected = 0;
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
}
