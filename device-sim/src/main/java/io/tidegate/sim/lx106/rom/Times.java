package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.core.Processor;
import java.util.List;

/// Waiting, and how fast the processor is.
final class Times {
  private static final int CYCLES_A_MICROSECOND = 80;
  private static final int CCOUNT = 234;
  private static final int CCOMPARE0 = 240;
  private static final int INTERRUPT = 226;
  private static final int INTCLEAR = 227;

  private Times() {}

  static List<Function> functions() {
    return List.of(
        Function.leading("ets_delay_us", 10, Times::delay),
        new Function(
            "ets_update_cpu_frequency", 4, c -> c.memory().poke32(Data.MEGAHERTZ, c.word(0))),
        new Function("ets_get_cpu_frequency", 4, c -> c.give(c.memory().peek32(Data.MEGAHERTZ))),
        new Function("xthal_get_ccount", 3, c -> c.give(c.processor().special(CCOUNT))),
        new Function("xthal_get_ccompare", 3, c -> c.give(c.processor().special(CCOMPARE0))),
        new Function("xthal_get_interrupt", 3, c -> c.give(c.processor().special(INTERRUPT))),
        new Function("xthal_get_intread", 3, c -> c.give(c.processor().special(INTERRUPT))),
        new Function("xthal_set_intclear", 3, c -> c.processor().special(INTCLEAR, c.word(0))),
        new Function(
            "xthal_set_ccompare",
            4,
            c -> {
              if (c.word(0) == 0) {
                c.processor().special(CCOMPARE0, c.word(1));
              }
            }));
  }

  /// The end stands in a register, where an interrupt finds it and gives it back.
  private static int delay(Call call) {
    Processor processor = call.processor();
    // a program that runs twice as fast says so; before it says anything, it is as it is here
    int megahertz =
        Math.clamp(
            call.memory().peek32(Data.MEGAHERTZ), CYCLES_A_MICROSECOND, 2 * CYCLES_A_MICROSECOND);
    long cycles = Math.min(call.unsigned(0) * megahertz, Integer.MAX_VALUE);
    call.word(1, processor.special(CCOUNT) + (int) cycles);
    return waited(call);
  }

  static int waited(Call call) {
    Processor processor = call.processor();
    int rest = call.word(1) - processor.special(CCOUNT);
    if (rest > 0) {
      call.passUntil(processor.cycles() + rest);
      return Places.DELAY;
    }
    return call.back();
  }
}
