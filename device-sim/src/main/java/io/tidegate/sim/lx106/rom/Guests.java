package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.core.Processor;
import java.util.LinkedHashMap;
import java.util.Map;

/// Calls out of the ROM into the program, whose time passes as always: interrupts come, other calls
/// begin inside. What is to be done afterwards is kept under a number, and the number stands on the
/// program's stack, so that it is found whichever call ends first.
final class Guests {
  /// What is done when the program's function has returned; where it goes on.
  @FunctionalInterface
  interface Then {
    int at(Call call);
  }

  /// A call that never returns (the program switched stacks, or was reset) is forgotten when so
  /// many have begun after it.
  private static final int LIMIT = 4096;

  private final Map<Integer, Then> waiting =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Then> eldest) {
          return size() > LIMIT;
        }
      };

  private int next;

  void reset() {
    waiting.clear();
  }

  /// Goes to a function of the program with these arguments, and does `then` after it.
  int call(Call call, int address, Then then, int... arguments) {
    Processor processor = call.processor();
    int number = next++;
    waiting.put(number, then);
    call.push(processor.back(), number, 0, 0);
    for (int i = 0; i < arguments.length; i++) {
      call.word(i, arguments[i]);
    }
    processor.a(0, Places.CALL_ENDED);
    return address;
  }

  /// The function has returned.
  int ended(Call call) {
    Processor processor = call.processor();
    int stack = processor.a(Call.STACK);
    processor.a(0, call.memory().peek32(stack));
    processor.a(Call.STACK, stack + 16);
    Then then = waiting.remove(call.memory().peek32(stack + 4));
    return then == null ? processor.back() : then.at(call);
  }
}
