package io.tidegate.sim.lx106.debug;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.trace.Onlookers;
import java.util.HashSet;
import java.util.Set;

/// Lets the chip run and stop as a debugger wants it.
///
/// An exception that ends most programs is stopped at where it happened: the processor is put back
/// to the instruction that could not be done, with all registers as they were. Going on from there
/// does the exception.
final class Control {
  static final String TRAP = "T05";
  static final String INTERRUPTED = "T02";
  private static final String ILLEGAL = "T04";
  private static final String BUS = "T0a";
  private static final String SEGMENT = "T0b";

  private static final int PS = 230;
  private static final int EXCM = 16;
  private static final int VECBASE = 231;
  private static final int EXCCAUSE = 232;
  private static final int EPC1 = 177;
  /// Where SDKs put their entries, whatever a program has at its first instruction.
  private static final int USUAL_BASE = 0x40100000;

  /// A C handler for each cause, which the ROM keeps.
  private static final int HANDLERS = 0x3fffc100;

  private static final int LOAD_STORE_ERROR = 3;
  private static final int LOAD_PROHIBITED = 28;
  private static final int KERNEL_ENTRY = 0x30;
  private static final int USER_ENTRY = 0x50;
  private static final int NOWHERE = -1;

  private final Esp8266 chip;
  private final Processor processor;
  private final Onlookers onlookers;
  private final Watchpoints watchpoints;
  private final Set<Integer> breakpoints = new HashSet<>();
  private final Set<Integer> entries = new HashSet<>();
  private boolean attached;
  private boolean stopped;
  private boolean watching;
  private String reason = TRAP;

  /// Where an exception was told and is to be done when it goes on.
  private int told = NOWHERE;

  /// Where it has stopped for a watchpoint: from there it goes on.
  private int watchedAt = NOWHERE;

  Control(Esp8266 chip, Onlookers onlookers) {
    this.chip = chip;
    this.onlookers = onlookers;
    processor = chip.processor();
    watchpoints = new Watchpoints(processor, chip.memory());
  }

  Watchpoints watchpoints() {
    return watchpoints;
  }

  boolean stopped() {
    return stopped;
  }

  /// Why it has stopped, in the protocol's words.
  String reason() {
    return reason;
  }

  void attach() {
    attached = true;
    stop(TRAP);
  }

  /// Nothing of a debugger stays, and it runs.
  void detach() {
    attached = false;
    stopped = false;
    Set.copyOf(breakpoints).forEach(address -> breakpoint(address, false));
    Set.copyOf(entries).forEach(this::leave);
    watchpoints.clear();
    watch();
  }

  void breakpoint(int address, boolean wanted) {
    if (wanted) {
      breakpoints.add(address);
    } else {
      breakpoints.remove(address);
    }
    processor.breakAt(address, wanted || entries.contains(address));
  }

  int breakpoints() {
    return breakpoints.size();
  }

  void stop(String why) {
    stopped = true;
    reason = why;
  }

  void go() {
    stopped = false;
    exceptions();
    watch();
    int pc = processor.pc();
    int skipped = breakLength(pc);
    if (breakpoints.contains(pc) || told == pc) {
      step();
      stopped = reason != TRAP;
    } else if (skipped > 0) {
      processor.pc(pc + skipped);
    } else {
      watchpoints.pass(watchedAt == pc ? pc : NOWHERE);
    }
    watchedAt = stopped ? watchedAt : NOWHERE;
    leaveEntry();
  }

  /// The exception of an entry that it stands at has been told, or is nothing to tell.
  private void leaveEntry() {
    if (!stopped && entries.contains(processor.pc()) && !breakpoints.contains(processor.pc())) {
      chip.step();
      watchpoints.hit();
    }
  }

  /// One instruction; it has stopped afterwards, or in front of it, when a watchpoint says so that
  /// has not stopped it here before.
  void step() {
    exceptions();
    watch();
    int pc = processor.pc();
    int skipped = breakLength(pc);
    stop(TRAP);
    if (skipped > 0 && !breakpoints.contains(pc)) {
      processor.pc(pc + skipped);
      return;
    }
    String reached = watchpoints.inFrontOf(pc);
    if (reached != null && watchedAt != pc) {
      watched(pc, reached);
      return;
    }
    watchedAt = NOWHERE;
    watchpoints.pass(pc);
    watchpoints.behind();
    chip.step();
    String changed = watchpoints.behind();
    watchpoints.hit();
    if (!entries.contains(processor.pc())) {
      told = NOWHERE;
    } else if (fault()) {
      return;
    }
    if (reached == null && changed != null) {
      stop(TRAP + changed);
    }
  }

  private void watched(int pc, String what) {
    watchedAt = pc;
    stop(TRAP + what);
  }

  boolean attached() {
    return attached;
  }

  /// Runs up to this cycle; true when it has stopped before.
  boolean run(long untilCycles) {
    while (!stopped && chip.cycles() < untilCycles && chip.run(untilCycles)) {
      broke();
    }
    return stopped;
  }

  /// The processor has stopped by itself, which a debugger may want to hear of, or not.
  private void broke() {
    int pc = processor.pc();
    String hit = watchpoints.hit();
    if (hit != null) {
      watched(pc, hit);
    } else if (breakpoints.contains(pc) || !entries.contains(pc)) {
      stop(TRAP);
    } else if (!fault()) {
      chip.step();
    }
  }

  /// At the entry for exceptions: whether this is one to stop at, and then it is back where it was.
  private boolean fault() {
    String signal = entered() ? signal(processor.special(EXCCAUSE)) : null;
    int at = processor.special(EPC1);
    if (signal == null || told == at) {
      told = NOWHERE;
      return false;
    }
    told = at;
    processor.special(PS, processor.special(PS) & ~EXCM);
    processor.pc(at);
    stop(signal);
    return true;
  }

  /// Whether an exception has just come here.
  private boolean entered() {
    int offset = processor.pc() - processor.special(VECBASE);
    boolean entry = offset == KERNEL_ENTRY || offset == USER_ENTRY;
    return entry && (processor.special(PS) & EXCM) != 0;
  }

  /// Causes that programs do not handle: no system calls or interrupts, and bytes asked of the
  /// flash only where there is no handler of their own for it.
  private String signal(int cause) {
    return switch (cause) {
      case 0, 8 -> ILLEGAL;
      case 9 -> BUS;
      case LOAD_STORE_ERROR -> handler(cause) == handler(LOAD_PROHIBITED) ? BUS : null;
      case 2, 20, 28, 29 -> SEGMENT;
      default -> null;
    };
  }

  private int handler(int cause) {
    return chip.memory().peek32(HANDLERS + 4 * cause);
  }

  /// Stops at the entries for exceptions; where they are, the program may change.
  private void exceptions() {
    Set<Integer> wanted = new HashSet<>();
    for (int base : new int[] {USUAL_BASE, processor.special(VECBASE)}) {
      wanted.add(base + KERNEL_ENTRY);
      wanted.add(base + USER_ENTRY);
    }
    Set.copyOf(entries).stream().filter(entry -> !wanted.contains(entry)).forEach(this::leave);
    for (int entry : wanted) {
      if (attached && entries.add(entry)) {
        processor.breakAt(entry, true);
      }
    }
  }

  private void leave(int entry) {
    entries.remove(entry);
    processor.breakAt(entry, breakpoints.contains(entry));
  }

  private void watch() {
    boolean wanted = !watchpoints.none();
    if (wanted && !watching) {
      onlookers.add(watchpoints, true);
    } else if (!wanted && watching) {
      onlookers.remove(watchpoints);
    }
    watching = wanted;
  }

  /// Bytes of a `break` in the program itself, 0 when there is none.
  private int breakLength(int at) {
    int word =
        chip.memory().peek8(at)
            | chip.memory().peek8(at + 1) << 8
            | chip.memory().peek8(at + 2) << 16;
    return (word & 0xfff00f) == 0x004000 ? 3 : (word & 0xf0ff) == 0xf02d ? 2 : 0;
  }
}
