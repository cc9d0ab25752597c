package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Answers at the addresses in the ROM that a program names.
public final class Rom {
  private static final Map<String, Function> ALL = new HashMap<>();

  static {
    Stream.of(Arithmetic.functions(), Bytes.functions())
        .flatMap(java.util.Collection::stream)
        .forEach(function -> ALL.put(function.name(), function));
  }

  private Rom() {}

  /// Whether there is such a function.
  public static boolean has(String name) {
    return ALL.containsKey(name);
  }

  /// From now on the function of this name answers at the address; false when there is none.
  public static boolean put(Processor processor, Memory memory, String name, int address) {
    Function function = ALL.get(name);
    if (function == null) {
      return false;
    }
    Call call = new Call(processor, memory);
    processor.hook(
        address,
        at -> {
          at.pass(function.cycles());
          function.body().accept(call);
          return at.back();
        });
    return true;
  }
}
