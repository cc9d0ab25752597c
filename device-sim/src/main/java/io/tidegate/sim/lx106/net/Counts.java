package io.tidegate.sim.lx106.net;

/// How often each thing was counted.
final class Counts {
  private final long[] counts = new long[Count.values().length];

  void add(Count what) {
    counts[what.ordinal()]++;
  }

  long of(Count what) {
    return counts[what.ordinal()];
  }
}
