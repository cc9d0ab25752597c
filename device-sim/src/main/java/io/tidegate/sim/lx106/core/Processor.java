package io.tidegate.sim.lx106.core;

/// An LX106 and what it is in the middle of. It runs when [#run] is called, and does nothing else.
public final class Processor {
  /// Why [#run] came back.
  public enum Stop {
    /// Its time was over.
    TIME,
    /// It waits for an interrupt (`waiti`).
    WAITING,
    /// [#askToStop] was called.
    ASKED,
    /// It met `break`, and is in front of it.
    BREAK
  }

  /// What the host does instead of the instruction at an address.
  @FunctionalInterface
  public interface Hook {
    /// The address to go on at; [#back] for most.
    int at(Processor processor);
  }

  // Entries, from VECBASE on
  private static final int NMI_ENTRY = 0x20;
  private static final int KERNEL_ENTRY = 0x30;
  private static final int USER_ENTRY = 0x50;
  private static final int DOUBLE_ENTRY = 0x70;

  /// Where a call by the host returns to: no program is there.
  private static final int CALL_END = Memory.ROM + Memory.ROM_BYTES - 4;

  private final Memory memory;
  private final Interpreter interpreter;
  private final Special special = new Special();
  private final Blocks blocks = new Blocks();
  private final Hooks hooks = new Hooks();
  private final Fault fault = new Fault();
  private int pc;
  private long cycles;
  private boolean waiting;
  private boolean stopAsked;
  private boolean atBreak;
  private boolean callEnded;

  public Processor(Memory memory) {
    this.memory = memory;
    interpreter = new Interpreter(memory, this);
    memory.decodedBy(blocks);
    hooks.put(CALL_END, _ -> endOfCall());
  }

  /// Registers as after a reset, and the address to begin at.
  public void reset(int start) {
    java.util.Arrays.fill(interpreter.a, 0);
    special.reset(cycles);
    pc = start;
    waiting = false;
    stopAsked = false;
  }

  public int a(int number) {
    return interpreter.a[number];
  }

  public void a(int number, int value) {
    interpreter.a[number] = value;
  }

  public int pc() {
    return pc;
  }

  public void pc(int address) {
    pc = address;
    waiting = false;
  }

  /// Where the function that runs was called from.
  public int back() {
    return interpreter.a[0];
  }

  public int special(int number) {
    return number == Special.SAR ? interpreter.sar : special.read(number, cycles);
  }

  public void special(int number, int value) {
    writeSpecial(number, value);
  }

  /// Instructions since it was made, and what [#pass] added.
  public long cycles() {
    return cycles + interpreter.position / 2;
  }

  /// Time passes without instructions.
  public void pass(long more) {
    cycles += more;
    special.tick(cycles);
  }

  /// The cycle at which its own timer is next due.
  public long timerAt() {
    return special.timerAt();
  }

  /// An input of the interrupts, 0 to 14, is at this level now.
  public void line(int number, boolean high) {
    special.line(number, high);
  }

  public boolean interruptDue() {
    return special.due() != 0;
  }

  /// [#run] comes back before the next block.
  public void askToStop() {
    stopAsked = true;
  }

  /// From now on the host answers at this address.
  public void hook(int address, Hook hook) {
    hooks.put(address, hook);
    blocks.changed(address, address + 1);
  }

  /// Runs until that many cycles have been, or something else is the matter.
  public Stop run(long untilCycles) {
    interpreter.position = 0;
    Block block = null;
    while (true) {
      if (stopAsked) {
        stopAsked = false;
        return Stop.ASKED;
      }
      if (atBreak) {
        atBreak = false;
        return Stop.BREAK;
      }
      special.tick(cycles);
      int level = special.due();
      if (level > 0) {
        interrupt(level);
        block = null;
      }
      if (waiting) {
        return Stop.WAITING;
      }
      if (cycles >= untilCycles) {
        return Stop.TIME;
      }
      block = step(block, Block.LIMIT);
    }
  }

  /// Runs one instruction, and lets no interrupt come before it.
  public void step() {
    interpreter.position = 0;
    Block one;
    try {
      one = Block.read(memory, hooks, special.values[Special.LITBASE], pc, 1);
    } catch (Fault e) {
      cycles++;
      exception(e.cause(), e.address(), pc);
      return;
    }
    execute(one);
    special.tick(cycles);
  }

  /// Calls a function of the guest: up to six arguments in registers. Registers are as before it
  /// afterwards, time and memory are not. What it returns.
  public int call(int address, int... arguments) {
    int[] kept = interpreter.a.clone();
    int keptSar = interpreter.sar;
    int keptPc = pc;
    boolean keptWaiting = waiting;
    System.arraycopy(arguments, 0, interpreter.a, 2, arguments.length);
    interpreter.a[0] = CALL_END;
    pc(address);
    boolean outer = callEnded;
    callEnded = false;
    while (!callEnded) {
      if (run(Long.MAX_VALUE) == Stop.WAITING) {
        throw new IllegalStateException(
            "a function called at 0x%08x waits for an interrupt".formatted(address));
      }
    }
    callEnded = outer;
    final int result = interpreter.a[2];
    System.arraycopy(kept, 0, interpreter.a, 0, kept.length);
    interpreter.sar = keptSar;
    pc = keptPc;
    waiting = keptWaiting;
    return result;
  }

  private int endOfCall() {
    callEnded = true;
    stopAsked = true;
    return CALL_END;
  }

  private Block step(Block last, int limit) {
    Block block = next(last, limit);
    if (block == null) {
      return null;
    }
    return execute(block) ? block : null;
  }

  /// The block at `pc`: one that followed the last before, one that was decoded before, a new one.
  private Block next(Block last, int limit) {
    if (last != null) {
      Block next = last.next;
      if (next != null && next.pc == pc && next.valid) {
        return next;
      }
      next = last.other;
      if (next != null && next.pc == pc && next.valid) {
        return next;
      }
    }
    Block block = blocks.get(pc);
    if (block == null) {
      try {
        block = Block.read(memory, hooks, special.values[Special.LITBASE], pc, limit);
      } catch (Fault e) {
        cycles++;
        exception(e.cause(), e.address(), pc);
        return null;
      }
      blocks.put(block);
    }
    if (last != null) {
      last.other = last.next;
      last.next = block;
    }
    return block;
  }

  /// True when nothing unusual was in it.
  private boolean execute(Block block) {
    try {
      pc = interpreter.run(block);
      interpreter.position = 0;
      cycles += block.length();
      return true;
    } catch (Fault e) {
      int index = interpreter.position / 2;
      interpreter.position = 0;
      cycles += index + 1;
      exception(e.cause(), e.address(), block.address(index));
      return false;
    }
  }

  int readSpecial(int number) {
    return number == Special.SAR ? interpreter.sar : special.read(number, cycles());
  }

  private void writeSpecial(int number, int value) {
    if (number == Special.SAR) {
      interpreter.sar = value & 63;
      return;
    }
    if (number == Special.LITBASE && value != special.values[Special.LITBASE]) {
      blocks.clear();
    }
    special.write(number, value, cycles());
  }

  /// What does not happen in most blocks. The address to go on at.
  int unusual(int op, int imm, int t, int at, int end) {
    switch (op) {
      case Op.WSR -> writeSpecial(imm, a(t));
      case Op.XSR -> {
        int old = readSpecial(imm);
        writeSpecial(imm, a(t));
        a(t, old);
      }
      case Op.RSIL -> {
        a(t, special.values[Special.PS]);
        special.values[Special.PS] = special.values[Special.PS] & ~Special.PS_INTLEVEL | imm;
      }
      case Op.WAITI -> {
        special.values[Special.PS] = special.values[Special.PS] & ~Special.PS_INTLEVEL | imm;
        waiting = true;
      }
      case Op.RFE -> {
        special.values[Special.PS] &= ~Special.PS_EXCM;
        return special.values[Special.EPC1];
      }
      case Op.RFI -> {
        if (imm < 2 || imm > 3) {
          throw fault.of(Fault.ILLEGAL_INSTRUCTION, 0);
        }
        special.values[Special.PS] = special.values[Special.EPS2 + imm - 2];
        return special.values[Special.EPC1 + imm - 1];
      }
      case Op.SYSCALL -> throw fault.of(Fault.SYSCALL, 0);
      case Op.BREAK -> {
        atBreak = true;
        return at;
      }
      case Op.HOOK -> {
        return hooks.get(at).at(this);
      }
      default -> throw fault.of(Fault.ILLEGAL_INSTRUCTION, 0);
    }
    return end;
  }

  private void exception(int cause, int address, int at) {
    int ps = special.values[Special.PS];
    special.values[Special.EXCCAUSE] = cause;
    if (cause == Fault.UNALIGNED || cause == Fault.LOAD_STORE_ERROR || cause >= 16) {
      special.values[Special.EXCVADDR] = address;
    }
    int entry;
    if ((ps & Special.PS_EXCM) != 0) {
      special.values[Special.DEPC] = at;
      entry = DOUBLE_ENTRY;
    } else {
      special.values[Special.EPC1] = at;
      entry = (ps & Special.PS_UM) != 0 ? USER_ENTRY : KERNEL_ENTRY;
    }
    special.values[Special.PS] = ps | Special.PS_EXCM;
    pc = special.values[Special.VECBASE] + entry;
  }

  private void interrupt(int level) {
    waiting = false;
    if (level == 1) {
      exception(Fault.LEVEL_1_INTERRUPT, 0, pc);
      return;
    }
    special.nmiTaken();
    int ps = special.values[Special.PS];
    special.values[Special.EPC3] = pc;
    special.values[Special.EPS3] = ps;
    special.values[Special.PS] = ps & ~Special.PS_INTLEVEL | 3 | Special.PS_EXCM;
    pc = special.values[Special.VECBASE] + NMI_ENTRY;
  }
}
