package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Messages that a bound threw away. With a session, `count` of the numbers `first` to `last` are
/// gone: all of them, unless they were in very many pieces. Without a session there were no
/// numbers to name: then `count` is exact unless the reason is [Reason#UNREADABLE], where it is "at
/// most" (`lane` is empty when that is unknown too).
public record Evicted(
    Message.Chain chain,
    String lane,
    String session,
    long first,
    long last,
    long count,
    Reason reason) {

  public enum Reason {
    /// The chain's bytes were used up.
    BYTES,
    /// Older than the configured age.
    AGE,
    /// The file system has less free space than the floor.
    FREE_SPACE,
    /// A newer message of the same topic took its place.
    SUPERSEDED,
    /// The disk does not give it back.
    UNREADABLE
  }

  /// A session's numbers in more pieces are named as one range.
  private static final int PIECES_LIMIT = 16;

  /// Messages of one lane in the order of their positions, as few ranges as possible.
  static List<Evicted> of(Message.Chain chain, String lane, List<Key> keys, Reason reason) {
    List<Evicted> evicted = new ArrayList<>();
    long nameless = 0;
    Map<String, Ranges> numbers = new LinkedHashMap<>();
    for (Key key : keys) {
      if (key.session().isEmpty() || !key.device().equals(lane)) {
        nameless++;
      } else {
        numbers.computeIfAbsent(key.session(), _ -> new Ranges()).add(key.number());
      }
    }
    numbers.forEach((session, ranges) -> addRanges(chain, lane, session, ranges, reason, evicted));
    if (nameless > 0) {
      evicted.add(new Evicted(chain, lane, "", 0, 0, nameless, reason));
    }
    return evicted;
  }

  private static void addRanges(
      Message.Chain chain,
      String lane,
      String session,
      Ranges ranges,
      Reason reason,
      List<Evicted> to) {
    int pieces = ranges.size();
    if (pieces > PIECES_LIMIT) {
      long first = ranges.from(0);
      long last = ranges.to(pieces - 1) - 1;
      long count = ranges.countWithin(first, last + 1);
      to.add(new Evicted(chain, lane, session, first, last, count, reason));
      return;
    }
    for (int i = 0; i < pieces; i++) {
      long first = ranges.from(i);
      long last = ranges.to(i) - 1;
      to.add(new Evicted(chain, lane, session, first, last, last - first + 1, reason));
    }
  }
}
