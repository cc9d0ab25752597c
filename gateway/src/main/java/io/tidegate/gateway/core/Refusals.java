package io.tidegate.gateway.core;

import io.tidegate.gateway.spool.Appended;
import io.tidegate.gateway.spool.Key;
import java.util.ArrayList;
import java.util.List;

/// Readings that a bound of the spool kept out and that nobody has been told about: announced as
/// soon as there is room for the announcement. At most [#LIMIT] ranges; what comes on top is
/// counted only.
final class Refusals {
  static final int LIMIT = 64;

  record Range(String device, String session, long first, long last, Appended.Why why) {
    long count() {
      return last - first + 1;
    }

    /// Stands for the whole range.
    Key key() {
      return new Key(device, session, last);
    }
  }

  private final List<Range> ranges = new ArrayList<>();

  /// False when there is no place left for it.
  boolean add(Range range) {
    for (int i = 0; i < ranges.size(); i++) {
      Range each = ranges.get(i);
      boolean follows = each.last() + 1 == range.first() && each.why() == range.why();
      if (follows
          && each.session().equals(range.session())
          && each.device().equals(range.device())) {
        ranges.set(
            i, new Range(each.device(), each.session(), each.first(), range.last(), each.why()));
        return true;
      }
    }
    return ranges.size() < LIMIT && ranges.add(range);
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  List<Range> take() {
    List<Range> taken = List.copyOf(ranges);
    ranges.clear();
    return taken;
  }
}
