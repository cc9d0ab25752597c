package io.tidegate.sim.lx106.trace;

import io.tidegate.sim.lx106.core.Listing;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.core.Watch;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// Each instruction as a line: the cycle, the address, where that is by name, the instruction, and
/// the registers that it changed. Where a function begins, its line in the source comes before. To
/// be added to see each instruction.
///
/// ```
/// loop: /home/me/Weather/Weather.ino:17
///       1024 40201234 loop+0x8                     addi.n a2, a2, 1              a2=00000005
/// ```
public final class InstructionTrace implements Watch {
  private static final int LITBASE = 5;

  private final Processor processor;
  private final Memory memory;
  private final Symbols symbols;
  private final IntPredicate wanted;
  private final Consumer<String> lines;
  private final int[] before = new int[16];
  private String begun;

  /// `wanted` says of an address whether it is to be told.
  public InstructionTrace(
      Processor processor,
      Memory memory,
      Symbols symbols,
      IntPredicate wanted,
      Consumer<String> lines) {
    this.processor = processor;
    this.memory = memory;
    this.symbols = symbols;
    this.wanted = wanted;
    this.lines = lines;
  }

  @Override
  public boolean at(int address, int count) {
    end();
    if (wanted.test(address)) {
      symbols.beginning(address).ifPresent(lines);
      begun =
          "%10d %08x %-32s %-28s"
              .formatted(
                  processor.cycles(),
                  address,
                  symbols.at(address).map(Symbols.Place::toString).orElse("-"),
                  instruction(address));
      for (int i = 0; i < before.length; i++) {
        before[i] = processor.a(i);
      }
    }
    return true;
  }

  private String instruction(int address) {
    boolean host =
        address >= Memory.ROM
            && address < Memory.ROM + Memory.ROM_BYTES
            && memory.peek32(address) == 0;
    return host ? "(ROM)" : Listing.text(memory, address, processor.special(LITBASE));
  }

  /// The line of the last instruction, whose outcome is known by now.
  public void end() {
    if (begun == null) {
      return;
    }
    StringBuilder line = new StringBuilder(begun);
    for (int i = 0; i < before.length; i++) {
      if (before[i] != processor.a(i)) {
        line.append(" a%d=%08x".formatted(i, processor.a(i)));
      }
    }
    begun = null;
    lines.accept(line.toString().stripTrailing());
  }
}
