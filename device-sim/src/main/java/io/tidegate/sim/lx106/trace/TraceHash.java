package io.tidegate.sim.lx106.trace;

import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.core.Watch;

/// One number for all that a processor did: two runs with the same number took the same
/// instructions at the same cycles with the same registers. To be added to see each instruction.
public final class TraceHash implements Watch {
  private static final long PRIME = 0x9e3779b97f4a7c15L;

  private final Processor processor;
  private long value;
  private long instructions;

  public TraceHash(Processor processor) {
    this.processor = processor;
  }

  @Override
  public boolean at(int address, int count) {
    long mixed = value;
    mixed = (mixed ^ address) * PRIME;
    mixed = (Long.rotateLeft(mixed, 23) ^ processor.cycles()) * PRIME;
    for (int i = 0; i < 16; i++) {
      mixed = (Long.rotateLeft(mixed, 23) ^ processor.a(i)) * PRIME;
    }
    value = mixed;
    instructions += count;
    return true;
  }

  public long value() {
    return value ^ value >>> 32;
  }

  public long instructions() {
    return instructions;
  }
}
