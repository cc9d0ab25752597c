package io.tidegate.gateway.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps a fault that repeats from filling the log: of each event and subject the first [#BURST]
/// within [#WINDOW_NANOS] are let through, the others are counted, and the count is told when the
/// time is over. At most [#KEYS] pairs are told apart; beyond it the one used least recently is
/// forgotten, its count told first. Not thread-safe; [LogJournal] guards it.
final class RateLimit {
  static final int BURST = 5;
  static final long WINDOW_NANOS = 60_000_000_000L;
  static final int KEYS = 512;

  record Key(String event, String subject) {}

  /// How many lines were left out.
  record LeftOut(Key key, long count) {}

  private static final class Count {
    final long sinceNanos;
    int passed;
    long leftOut;

    Count(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }
  }

  private final Map<Key, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

  /// True when this line may be written. What is due to be told about others is added to `told`.
  boolean passes(String event, String subject, long nowNanos, List<LeftOut> told) {
    Key key = new Key(event, subject);
    Count count = counts.get(key);
    if (count != null && nowNanos - count.sinceNanos >= WINDOW_NANOS) {
      tell(key, count, told);
      counts.remove(key);
      count = null;
    }
    if (count == null) {
      count = new Count(nowNanos);
      counts.put(key, count);
      forgetEldest(told);
    }
    if (count.passed < BURST) {
      count.passed++;
      return true;
    }
    count.leftOut++;
    return false;
  }

  /// What was left out in windows that are over by now.
  List<LeftOut> over(long nowNanos) {
    List<LeftOut> told = new ArrayList<>();
    for (Iterator<Map.Entry<Key, Count>> each = counts.entrySet().iterator(); each.hasNext(); ) {
      Map.Entry<Key, Count> entry = each.next();
      if (nowNanos - entry.getValue().sinceNanos >= WINDOW_NANOS) {
        tell(entry.getKey(), entry.getValue(), told);
        each.remove();
      }
    }
    return told;
  }

  /// What was left out and not told yet: the process ends.
  List<LeftOut> all() {
    List<LeftOut> told = new ArrayList<>();
    counts.forEach((key, count) -> tell(key, count, told));
    counts.clear();
    return told;
  }

  private void forgetEldest(List<LeftOut> told) {
    if (counts.size() > KEYS) {
      Map.Entry<Key, Count> eldest = counts.entrySet().iterator().next();
      tell(eldest.getKey(), eldest.getValue(), told);
      counts.remove(eldest.getKey());
    }
  }

  private static void tell(Key key, Count count, List<LeftOut> told) {
    if (count.leftOut > 0) {
      told.add(new LeftOut(key, count.leftOut));
    }
  }
}
