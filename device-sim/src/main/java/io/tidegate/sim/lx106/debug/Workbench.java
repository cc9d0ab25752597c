package io.tidegate.sim.lx106.debug;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.trace.Calls;
import io.tidegate.sim.lx106.trace.Crashes;
import io.tidegate.sim.lx106.trace.Heap;
import io.tidegate.sim.lx106.trace.HeapCourse;
import io.tidegate.sim.lx106.trace.InstructionTrace;
import io.tidegate.sim.lx106.trace.Onlookers;
import io.tidegate.sim.lx106.trace.Profile;
import io.tidegate.sim.lx106.trace.Symbols;
import io.tidegate.sim.lx106.trace.TraceHash;
import io.tidegate.sim.lx106.trace.Whereabouts;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// All that helps to see what the program of one chip does. Nothing of it costs anything until it
/// is asked for, but for the reading of what the program prints.
public final class Workbench {
  private static final int LINE_LIMIT = 512;

  /// The heap is asked for once in a second of the program's time.
  private static final long HEAP_CYCLES = Esp8266.HERTZ;

  private static final int ROWS = 20;

  private final Esp8266 chip;
  private final Symbols symbols;
  private final Onlookers onlookers;
  private final Gdb gdb;
  private final Crashes crashes;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private IntConsumer elsewhere = _ -> {};
  private Profile profile;
  private InstructionTrace instructions;
  private Heap heap;
  private final HeapCourse free = new HeapCourse();
  private long heapAt;

  /// `reset` begins the program anew, on the same chip.
  public Workbench(Esp8266 chip, Symbols symbols, Runnable reset) {
    this.chip = chip;
    this.symbols = symbols;
    onlookers = new Onlookers(chip.processor());
    gdb = new Gdb(chip, onlookers, reset);
    crashes = new Crashes(symbols, Calls.in(chip.memory()::peek8, symbols));
  }

  /// Another program begins, with these names.
  public void names(Symbols others) {
    symbols.become(others);
    if (profile != null) {
      profile.forget();
    }
  }

  public Gdb gdb() {
    return gdb;
  }

  public Symbols symbols() {
    return symbols;
  }

  /// As [Esp8266#run]; a debugger may have it stand still.
  public boolean run(long untilCycles) {
    return gdb.run(untilCycles);
  }

  /// Whoever wants to see what the program sends on its second serial port.
  public void elsewhere(IntConsumer bytes) {
    elsewhere = bytes;
  }

  public void printedElsewhere(byte value) {
    elsewhere.accept(value);
  }

  /// The program has sent a byte on its serial port. What there is to tell of it: crashes, resets.
  public List<String> printed(byte value) {
    if (value != '\n') {
      if (line.size() < LINE_LIMIT) {
        line.write(value);
      }
      return List.of();
    }
    String text = line.toString(ISO_8859_1);
    line.reset();
    return crashes.line(text);
  }

  /// The program is about to begin anew; what there is to tell of its end.
  public List<String> begins(ResetReason reason) {
    List<String> lines = crashes.end();
    line.reset();
    if (reason == ResetReason.WATCHDOG) {
      lines.add("the chip's watchdog was not fed; the program is");
      lines.addAll(whereabouts());
    }
    lines.add(
        "reset: "
            + switch (reason) {
              case POWER -> "power on";
              case EXTERNAL -> "reset pin, or woken from deep sleep";
              case SOFTWARE, RESTART -> "the program restarted itself";
              case WATCHDOG -> "the chip's watchdog";
              case DEEP_SLEEP -> "woken from deep sleep";
            });
    return lines;
  }

  /// Where the program is now, in words.
  public String where() {
    return symbols.text(chip.processor().pc());
  }

  /// Where the program is now, and by which calls it came there.
  public List<String> whereabouts() {
    return Whereabouts.rows(chip.processor(), chip.memory(), symbols);
  }

  /// From now on all that the processor does goes into one number.
  public TraceHash hash() {
    TraceHash hash = new TraceHash(chip.processor());
    onlookers.add(hash, true);
    return hash;
  }

  /// From now on it is counted how long the program is in which function, and the heap is asked
  /// for.
  public void measure() {
    if (profile == null) {
      profile = new Profile(chip, symbols);
      onlookers.add(profile, false);
    }
  }

  /// From now on each instruction is a line: all, or those of functions whose name begins so.
  public void trace(String function, Consumer<String> lines) {
    Map<Integer, Boolean> wanted = new HashMap<>();
    instructions =
        new InstructionTrace(
            chip.processor(),
            chip.memory(),
            symbols,
            at -> wanted.computeIfAbsent(at, where -> symbols.text(where).startsWith(function)),
            lines);
    onlookers.add(instructions, true);
  }

  /// No function of the program is half done: to be called at the head of its run loop.
  public void idle() {
    if (profile != null && chip.cycles() >= heapAt) {
      heapAt = chip.cycles() + HEAP_CYCLES;
      heap = Heap.ask(chip.processor(), symbols);
      heap.free().ifPresent(free::add);
    }
  }

  /// What was measured, for a person; nothing without [#measure]. The last instruction's line goes
  /// out.
  public List<String> report() {
    if (instructions != null) {
      instructions.end();
    }
    List<String> lines = new ArrayList<>();
    if (profile != null) {
      lines.addAll(profile.table(ROWS));
      lines.add(heap == null ? "heap: the program's run loop was never idle" : heap.toString());
      lines.addAll(free.lines());
    }
    if (profile != null) {
      chip.unknownRegisters().forEach(each -> lines.add("does nothing here: " + each));
    }
    return lines;
  }
}
