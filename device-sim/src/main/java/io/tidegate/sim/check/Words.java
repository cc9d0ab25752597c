package io.tidegate.sim.check;

/// What the expectations' words have in common.
final class Words {
  private Words() {}

  static String within(Span span) {
    if (span.equals(Span.ALWAYS)) {
      return "";
    }
    return span.untilNanos() == Long.MAX_VALUE
        ? " from " + Span.seconds(span.fromNanos()) + " on"
        : " from " + Span.seconds(span.fromNanos()) + " to " + Span.seconds(span.untilNanos());
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
