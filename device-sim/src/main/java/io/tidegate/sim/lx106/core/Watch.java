package io.tidegate.sim.lx106.core;

/// Sees where a [Processor] goes. What happens in the guest is the same, at the same cycles; it
/// takes longer.
@FunctionalInterface
public interface Watch {
  /// It is about to run so many instructions, the first of them here; fewer when one of them is an
  /// exception. False: it shall not, and [Processor#run] comes back with [Processor.Stop#BREAK].
  boolean at(int address, int instructions);
}
