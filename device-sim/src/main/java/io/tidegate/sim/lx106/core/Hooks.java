package io.tidegate.sim.lx106.core;

import java.util.HashMap;
import java.util.Map;

/// Addresses at which the host does something instead of the processor.
final class Hooks {
  private final Map<Integer, Processor.Hook> all = new HashMap<>();

  void put(int address, Processor.Hook hook) {
    all.put(address, hook);
  }

  boolean has(int address) {
    return all.containsKey(address);
  }

  Processor.Hook get(int address) {
    return all.get(address);
  }
}
