package io.tidegate.gateway.core;

import java.util.LinkedHashMap;
import java.util.Map;

/// The gateway's counts since its start; owned by the core's thread.
public final class Counters {
  private final long[] values = new long[Counter.values().length];

  public void add(Counter counter, long count) {
    values[counter.ordinal()] += count;
  }

  public void add(Counter counter) {
    add(counter, 1);
  }

  public long get(Counter counter) {
    return values[counter.ordinal()];
  }

  public Map<String, Long> all() {
    Map<String, Long> all = LinkedHashMap.newLinkedHashMap(values.length);
    for (Counter counter : Counter.values()) {
      all.put(counter.label(), get(counter));
    }
    return all;
  }
}
