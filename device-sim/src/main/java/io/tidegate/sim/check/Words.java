package io.tidegate.sim.check;

import java.util.List;

/// What words for people have in common.
public final class Words {
  static final int NAMES_SHOWN = 4;

  private Words() {}

  static String within(Span span) {
    if (span.equals(Span.ALWAYS)) {
      return "";
    }
    return span.untilNanos() == Long.MAX_VALUE
        ? " from " + Span.seconds(span.fromNanos()) + " on"
        : " from " + Span.seconds(span.fromNanos()) + " to " + Span.seconds(span.untilNanos());
  }

  /// `never`, `once`, `7 times`.
  static String times(double count) {
    return count <= 0 ? "never" : count == 1 ? "once" : Bounds.shown(count) + " times";
  }

  /// A few names, and how many more there are.
  public static String names(List<String> names) {
    int shown = names.size() <= NAMES_SHOWN ? names.size() : NAMES_SHOWN - 1;
    String some = String.join(", ", names.subList(0, shown));
    return shown == names.size() ? some : some + " and " + (names.size() - shown) + " more";
  }

  /// How something stands of which there may only be more in future.
  static Outcome counted(Bounds bounds, long count, String words, boolean over) {
    if (count > bounds.most()) {
      return new Outcome.Missed(words);
    }
    if (count < bounds.least()) {
      return over ? new Outcome.Missed(words) : new Outcome.Pending(words);
    }
    return over || bounds.most() == Double.POSITIVE_INFINITY
        ? new Outcome.Met(words)
        : new Outcome.Pending(words);
  }
}
