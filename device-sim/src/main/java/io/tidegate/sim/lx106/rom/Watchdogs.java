package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.core.Memory;
import java.util.List;

/// The chip's watchdog, switched on and off.
///
/// Facts: the comments on `ets_wdt_enable` and `ets_wdt_disable` in `eboot.c` of the Arduino core,
/// and what public descriptions say about where the ROM keeps the mode and the two times.
final class Watchdogs {
  private static final int CONTROL = 0x60000900;
  private static final int FIRST = 0x60000904;
  private static final int SECOND = 0x60000908;
  private static final int FEED = 0x60000914;
  private static final int FOOD = 0x73;
  private static final int ON = 1;
  private static final int MODE = 0x3fffc708;
  private static final int TIMES = 0x3fffc70c;

  private Watchdogs() {}

  static List<Function> functions() {
    return List.of(
        new Function("ets_wdt_init", 20, Watchdogs::off),
        new Function("ets_wdt_get_mode", 5, c -> c.give(c.memory().peek32(MODE))),
        new Function("ets_wdt_enable", 40, c -> on(c, c.word(0), c.word(1), c.word(2))),
        new Function("ets_wdt_disable", 30, Watchdogs::off),
        new Function("ets_wdt_restore", 40, Watchdogs::again));
  }

  private static void on(Call call, int mode, int first, int second) {
    Esp8266 chip = call.chip();
    Memory memory = call.memory();
    chip.register(CONTROL, 0);
    chip.register(FIRST, first);
    chip.register(SECOND, second);
    chip.register(FEED, FOOD);
    chip.register(CONTROL, ON);
    memory.poke32(MODE, mode);
    memory.poke32(TIMES, first);
    memory.poke32(TIMES + 4, second);
    call.give(mode);
  }

  /// Gives the mode that was.
  private static void off(Call call) {
    call.chip().register(CONTROL, call.chip().register(CONTROL) & ~ON);
    call.chip().register(FEED, FOOD);
    call.give(call.memory().peek32(MODE));
  }

  private static void again(Call call) {
    if (call.word(0) != 0) {
      Memory memory = call.memory();
      on(call, call.word(0), memory.peek32(TIMES), memory.peek32(TIMES + 4));
    }
  }
}
