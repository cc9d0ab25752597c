package io.tidegate.sim.lx106.trace;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Where a program is, and by which calls it came there: for an end of which it can say nothing
/// itself.
public final class Whereabouts {
  private static final int BACK = 0;
  private static final int STACK = 1;

  /// The Arduino core's stacks have 4 KiB.
  private static final int WORDS = 1_024;

  private Whereabouts() {}

  /// In rows, as crashes are told.
  public static List<String> rows(Processor processor, Memory memory, Symbols symbols) {
    List<String> rows = new ArrayList<>();
    rows.add(symbols.row("at", processor.pc()));
    int stack = processor.a(STACK) & ~3;
    IntStream words = IntStream.range(0, WORDS).map(i -> memory.peek32(stack + 4 * i));
    rows.addAll(
        Calls.in(memory::peek8, symbols)
            .rows(IntStream.concat(IntStream.of(processor.a(BACK)), words)));
    return rows;
  }
}
