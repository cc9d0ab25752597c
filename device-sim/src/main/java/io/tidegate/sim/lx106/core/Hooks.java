package io.tidegate.sim.lx106.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Addresses at which the host does something instead of the processor, or wants it to stop.
final class Hooks {
  /// What an instruction has for `imm` when it is a stop.
  static final int STOP = 1;

  static final Instruction STOPS = new Instruction(Op.HOOK, 0, 0, 0, STOP, 1);
  private static final Instruction ASKS = new Instruction(Op.HOOK, 0, 0, 0, 0, 1);

  private final Map<Integer, Processor.Hook> all = new HashMap<>();
  private Processor.Hook emptyRom;
  private final Set<Integer> stops = new HashSet<>();

  /// Whether it stops at its stops.
  boolean stopping = true;

  void put(int address, Processor.Hook hook) {
    if (address == Processor.EMPTY_ROM) {
      emptyRom = hook;
    } else {
      all.put(address, hook);
    }
  }

  void clear() {
    all.clear();
    emptyRom = null;
  }

  void stop(int address, boolean wanted) {
    if (wanted) {
      stops.add(address);
    } else {
      stops.remove(address);
    }
  }

  boolean stopsAt(int address) {
    return stopping && stops.contains(address);
  }

  /// Whether there is one for this address, or nothing else.
  boolean has(int address, Memory memory) {
    return all.containsKey(address) || emptyRom != null && memory.emptyRom(address);
  }

  /// What stands for the one at an address.
  Instruction instruction(int address) {
    return get(address) instanceof Product product
        ? new Instruction(Op.PRODUCT, 0, 0, 0, product.cycles(), 1)
        : ASKS;
  }

  Processor.Hook get(int address) {
    return all.getOrDefault(address, emptyRom);
  }
}
