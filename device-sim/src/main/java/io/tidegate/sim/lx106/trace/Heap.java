package io.tidegate.sim.lx106.trace;

import io.tidegate.sim.lx106.core.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The memory that a program has left, asked from its own functions.
///
/// @param free bytes
/// @param largest of them in one piece
/// @param least bytes that were free at the worst moment
/// @param fragmentation percent, 0 when all that is free is one piece
public record Heap(
    OptionalInt free, OptionalInt largest, OptionalInt least, OptionalInt fragmentation) {
  /// Calls what there is by name. Only for a moment when no function of the program is half done:
  /// when its run loop has nothing to do.
  public static Heap ask(Processor processor, Symbols symbols) {
    return new Heap(
        ask(processor, symbols, "xPortGetFreeHeapSize", "umm_free_heap_size"),
        ask(processor, symbols, "umm_max_block_size", "umm_max_free_block_size"),
        ask(processor, symbols, "umm_free_heap_size_min"),
        ask(processor, symbols, "umm_fragmentation_metric"));
  }

  private static OptionalInt ask(Processor processor, Symbols symbols, String... names) {
    for (String name : names) {
      OptionalInt address = symbols.address(name);
      if (address.isPresent()) {
        return OptionalInt.of(processor.call(address.getAsInt()));
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    free.ifPresent(bytes -> words.add(bytes + " bytes free"));
    largest.ifPresent(bytes -> words.add(bytes + " in one piece"));
    least.ifPresent(bytes -> words.add(bytes + " at the worst moment"));
    fragmentation.ifPresent(percent -> words.add(percent + " % fragmented"));
    return words.isEmpty()
        ? "heap: the program has none of the functions that tell"
        : "heap: " + String.join(", ", words);
  }
}
