package io.tidegate.gateway.lab.twin;

import java.util.Locale;

/// How often each fault happened, and in how many seeds.
public final class Coverage {
  private final long[] times = new long[Fault.values().length];
  private final int[] seeds = new int[Fault.values().length];

  public void add(Fault fault) {
    add(fault, 1);
  }

  public void add(Fault fault, long count) {
    times[fault.ordinal()] += count;
  }

  /// Counts what happened in one history as one seed.
  public synchronized void addSeed(Coverage history) {
    for (int i = 0; i < times.length; i++) {
      times[i] += history.times[i];
      seeds[i] += history.times[i] > 0 ? 1 : 0;
    }
  }

  public synchronized int seeds(Fault fault) {
    return seeds[fault.ordinal()];
  }

  public synchronized String table() {
    StringBuilder table =
        new StringBuilder("%-28s %8s %10s%n".formatted("fault", "seeds", "times"));
    for (Fault fault : Fault.values()) {
      String name = fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      int i = fault.ordinal();
      table.append("%-28s %8d %10d%n".formatted(name, seeds[i], times[i]));
    }
    return table.toString();
  }
}
