package io.tidegate.sim.lx106.core;

/// Functions of the guest that the host calls; one may lead to another.
final class Calls {
  /// Where they return to: no program is there.
  static final int END = Memory.ROM + Memory.ROM_BYTES - 4;

  private final Processor processor;
  private final int[] registers;
  private int depth;
  private boolean ended;

  Calls(Processor processor, int[] registers) {
    this.processor = processor;
    this.registers = registers;
  }

  boolean any() {
    return depth > 0;
  }

  int call(int address, int... arguments) {
    int[] kept = registers.clone();
    final int keptPc = processor.pc();
    final boolean keptWaiting = processor.waiting;
    System.arraycopy(arguments, 0, registers, 2, arguments.length);
    registers[0] = END;
    processor.pc(address);
    final boolean outer = ended;
    ended = false;
    depth++;
    while (!ended && processor.stuck() == null) {
      if (processor.run(Long.MAX_VALUE) == Processor.Stop.WAITING) {
        throw new IllegalStateException(
            "a function called at 0x%08x waits for an interrupt".formatted(address));
      }
    }
    depth--;
    ended = outer;
    final int result = registers[2];
    System.arraycopy(kept, 0, registers, 0, kept.length);
    processor.pc(keptPc);
    processor.waiting = keptWaiting;
    return result;
  }

  /// The function that was called last has returned.
  int end() {
    ended = true;
    processor.askToStop();
    return END;
  }
}
