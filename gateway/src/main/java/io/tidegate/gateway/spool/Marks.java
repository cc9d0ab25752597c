package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.List;

/// Marks on their way to the disk. A mark says "everything of this session up to here is safe", so
/// it may not be durable before what it speaks of: not before everything that was appended before
/// it is durable or released.
final class Marks {
  /// Covered by what is durable or released: may be written any time.
  private final MarkTable safe = new MarkTable();

  /// Raised since the last commit was planned.
  private final MarkTable fresh = new MarkTable();

  /// Covered once the commit under way is durable.
  private final MarkTable underWay = new MarkTable();

  /// Safe, and not in any block or cursor yet.
  private final MarkTable unwritten = new MarkTable();

  void restore(List<Mark> marks) {
    marks.forEach(safe::raise);
  }

  /// True when the mark is news.
  boolean raise(Mark mark) {
    return !safe.covers(mark) && fresh.raise(mark);
  }

  boolean areWritten() {
    return fresh.isEmpty() && underWay.isEmpty() && unwritten.isEmpty();
  }

  /// A commit of everything that waits begins.
  void commitBegins() {
    fresh.list().forEach(underWay::raise);
    fresh.clear();
  }

  /// What may stand in the only block of the commit under way: such a block is recovered with its
  /// marks or not at all.
  List<Mark> forOnlyBlock() {
    MarkTable both = new MarkTable();
    unwritten.list().forEach(both::raise);
    underWay.list().forEach(both::raise);
    return both.list();
  }

  /// The commit is durable; its marks stood in its only block, or still have to be written.
  void commitDone(boolean written) {
    underWay.list().forEach(safe::raise);
    if (written) {
      unwritten.clear();
    } else {
      underWay.list().forEach(unwritten::raise);
    }
    underWay.clear();
  }

  void commitFailed() {
    underWay.list().forEach(fresh::raise);
    underWay.clear();
  }

  /// Nothing waits for a commit: all marks are covered.
  void nothingPending() {
    fresh.list().forEach(safe::raise);
    fresh.list().forEach(unwritten::raise);
    fresh.clear();
  }

  /// All that a cursor may hold; `afterCommit` when the commit under way is synced before it.
  List<Mark> forCursor(boolean afterCommit) {
    if (!afterCommit || underWay.isEmpty()) {
      return safe.list();
    }
    MarkTable both = new MarkTable();
    safe.list().forEach(both::raise);
    underWay.list().forEach(both::raise);
    return new ArrayList<>(both.list());
  }

  /// The cursor with these is durable.
  void cursorDone(List<Mark> written) {
    MarkTable table = new MarkTable();
    written.forEach(table::raise);
    List<Mark> left = unwritten.list().stream().filter(mark -> !table.covers(mark)).toList();
    unwritten.clear();
    left.forEach(unwritten::raise);
  }
}
