package io.tidegate.sim.check;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One of the gateway's counters, as it was told last.
public final class CounterExpectation implements Expectation {
  /// What a Tidegate gateway counts. Another gateway may count other things.
  public static final List<String> KNOWN =
      List.of(
          "readings",
          "readings_refused",
          "readings_held_back",
          "readings_lost_on_board",
          "delivered",
          "repeated",
          "evicted",
          "refused_full",
          "set_aside",
          "connections",
          "disconnects",
          "stalls",
          "wire_faults",
          "frames_not_written",
          "stream_messages",
          "stream_refused",
          "stream_dropped",
          "commands",
          "commands_refused",
          "commands_repeated",
          "disk_faults",
          "alarms",
          "defects");

  private final String counter;
  private final Bounds bounds;
  private boolean told;
  private Set<String> others = Set.of();
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
      others = counted.values().keySet();
    }
  }

  /// True when the counters were told at this time or later.
  public boolean isToldSince(long sinceNanos) {
    return told && nanos >= sinceNanos;
  }

  @Override
  public Outcome outcome(long nowNanos, boolean over) {
    String words =
        value != null ? "it is " + value + ", told at " + Span.seconds(nanos) : absence();
    if (!over) {
      return new Outcome.Pending(words);
    }
    return value != null && bounds.hold(value) ? new Outcome.Met(words) : new Outcome.Missed(words);
  }

  private String absence() {
    if (!told) {
      return "the gateway told no counters";
    }
    String names = others.isEmpty() ? "none at all" : String.join(", ", new TreeSet<>(others));
    return "the gateway tells no counter of this name; told at "
        + Span.seconds(nanos)
        + ": "
        + names;
  }
}
