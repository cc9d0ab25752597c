package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Processor;

/// Which of the processor's cycles is which of the bus: it runs as fast, or twice as fast.
final class Pace {
  private final Processor processor;

  /// Cycles of the processor in one of the bus, and a point at which both are known.
  private int speed = 1;

  private long busZero;
  private long processorZero;

  Pace(Processor processor) {
    this.processor = processor;
  }

  /// Cycles of the bus until now.
  long now() {
    return cycles(processor.cycles());
  }

  /// The bus's cycles by then; what never comes stays so.
  long cycles(long processorCycles) {
    if (processorCycles >= Peripheral.NEVER / 4) {
      return processorCycles;
    }
    long since = processorCycles - processorZero;
    return busZero + (speed == 1 ? since : since / speed);
  }

  /// What the processor's count will be when that many cycles of the bus have been.
  long processorCycles(long cycles) {
    return cycles >= Peripheral.NEVER / 4 ? cycles : processorZero + (cycles - busZero) * speed;
  }

  void set(boolean twice) {
    busZero = now();
    processorZero = processor.cycles();
    speed = twice ? 2 : 1;
  }
}
