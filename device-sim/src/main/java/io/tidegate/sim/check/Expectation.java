package io.tidegate.sim.check;

/// Something that is expected of a run. It is told everything that happens, in the order of time.
public interface Expectation {
  /// For a person, and for the report; one line.
  String name();

  void see(Seen seen);

  /// How it stands at this time. When the run is `over` nothing is pending any more.
  Outcome outcome(long nowNanos, boolean over);
}
