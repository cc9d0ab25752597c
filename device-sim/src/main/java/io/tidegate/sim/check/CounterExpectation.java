package io.tidegate.sim.check;

/// One of the gateway's counters, as it was told last.
public final class CounterExpectation implements Expectation {
  private final String counter;
  private final Bounds bounds;
  private boolean told;
  private Long value;
  private long nanos;

  public CounterExpectation(String counter, Bounds bounds) {
    this.counter = counter;
    this.bounds = bounds;
  }

  @Override
  public String name() {
    return "the gateway's counter " + counter + ": " + bounds.words();
  }

  @Override
  public void see(Seen seen) {
    if (seen instanceof Seen.Counted counted) {
      told = true;
      nanos = counted.nanos();
      value = counted.values().get(counter);
    }
  }

  /// True when the counters were told at this time or later.
  public boolean isToldSince(long sinceNanos) {
    return told && nanos >= sinceNanos;
  }

  @Override
  public Outcome outcome(long nowNanos, boolean over) {
    String words =
        value != null
            ? "it is " + value + ", told at " + Span.seconds(nanos)
            : told ? "the gateway tells no counter of this name" : "the gateway told no counters";
    if (!over) {
      return new Outcome.Pending(words);
    }
    return value != null && bounds.hold(value) ? new Outcome.Met(words) : new Outcome.Missed(words);
  }
}
