package io.tidegate.gateway.core;

import io.tidegate.gateway.spool.Appended;
import io.tidegate.gateway.spool.Key;
import java.util.ArrayList;
import java.util.List;

/// Numbers that a bound of the spool kept out and that nobody has been told about: announced as
/// soon as there is room for the announcement. At most [#LIMIT] ranges; from then on what a session
/// loses besides is named within one range, and sessions on top of that are counted only.
final class Refusals {
  static final int LIMIT = 1_024;

  /// `count` of the numbers `first` to `last`.
  record Range(String device, String session, long first, long last, long count, Appended.Why why) {
    /// Stands for the whole range.
    Key key() {
      return new Key(device, session, last);
    }

    private boolean isLike(Range other) {
      return why == other.why && session.equals(other.session) && device.equals(other.device);
    }

    private Range with(Range other) {
      return new Range(
          device,
          session,
          Math.min(first, other.first),
          Math.max(last, other.last),
          count + other.count,
          why);
    }
  }

  private final List<Range> ranges = new ArrayList<>();

  /// False when there is no place left for it.
  boolean add(Range range) {
    boolean full = ranges.size() >= LIMIT;
    for (int i = ranges.size() - 1; i >= 0; i--) {
      Range each = ranges.get(i);
      if (each.isLike(range) && (full || each.last + 1 == range.first)) {
        ranges.set(i, each.with(range));
        return true;
      }
    }
    return !full && ranges.add(range);
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  int size() {
    return ranges.size();
  }

  List<Range> take() {
    List<Range> taken = List.copyOf(ranges);
    ranges.clear();
    return taken;
  }
}
