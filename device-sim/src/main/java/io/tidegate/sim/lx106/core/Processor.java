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
    /// It is in front of `break`, of a place where it was to stop, or of what a [Watch] said no to.
    BREAK,
    /// It cannot go on: [#stuck()] says why. Only a reset helps.
    STUCK
  }

  /// What the host does instead of the instruction at an address.
  @FunctionalInterface
  public interface Hook {
    /// The address to go on at; [#back] for most.
    int at(Processor processor);
  }

  /// For [#hook]: any address where the ROM has nothing and no other hook is.
  public static final int EMPTY_ROM = 0;

  private final Memory memory;

  /// For what is translated: the words at [Memory#DATA], and those at [Memory#CODE].
  final int[] data;

  final int[] code;
  private final Interpreter interpreter;
  private final Special special = new Special();
  private final Program program;
  private final Calls calls;
  int pc;

  /// Cycles that are left until there is something to look at before the next block, without those
  /// of the block that runs; below 0 where the last one went beyond.
  int budget;

  /// The cycle at which none are left: now is `lookAt - budget`.
  private long lookAt;

  final Regions regions;
  boolean waiting;

  private Watched watched;

  /// Why it is to stop before the next block.
  private Stop asked;
  private String stuck;

  public Processor(Memory memory) {
    this(memory, Translations.common());
  }

  /// Processors that run the same program may share what is translated.
  public Processor(Memory memory, Translations translations) {
    this.memory = memory;
    data = memory.data;
    code = memory.code;
    program = new Program(memory, translations);
    interpreter = new Interpreter(memory, this, new Unusual(this, special));
    memory.decodedBy(this::changed);
    regions = new Regions(this, interpreter, program, memory);
    calls = new Calls(this, interpreter.a);
    program.hook(Calls.END, _ -> calls.end());
  }

  /// Registers as after a reset, and the address to begin at.
  public void reset(int start) {
    java.util.Arrays.fill(interpreter.a, 0);
    special.reset(now());
    program.literals(special.values[Special.LITBASE]);
    pc = start;
    waiting = false;
    asked = null;
    stuck = null;
    lookSoon();
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
    lookSoon();
  }

  /// Where the function that runs was called from.
  public int back() {
    return interpreter.a[0];
  }

  public int special(int number) {
    return number == Special.SAR ? interpreter.a[Interpreter.SAR] : special.read(number, cycles());
  }

  /// Instructions since it was made, and what [#pass] added.
  public long cycles() {
    return lookAt - budget + (interpreter.position >> 1);
  }

  /// The same, without those of the block that runs.
  private long now() {
    return lookAt - budget;
  }

  /// Time passes without instructions.
  public void pass(long more) {
    if (more < budget) {
      budget -= (int) more;
    } else {
      lookAt += more - budget;
      budget = 0;
    }
    special.tick(now());
  }

  /// The cycle at which its own timer is next due.
  public long timerAt() {
    return special.timerAt();
  }

  /// An input of the interrupts, 0 to 14, is at this level now.
  public void line(int number, boolean high) {
    special.line(number, high);
    lookSoon();
  }

  /// It does nothing until an interrupt comes, and none is due.
  public boolean isIdle() {
    return waiting && special.due() == 0;
  }

  /// [#run] comes back before the next block.
  public void askToStop() {
    asked = asked == null ? Stop.ASKED : asked;
    lookSoon();
  }

  /// It cannot go on, for the program wants what there is not; the words say what.
  public void stuck(String words) {
    stuck = words;
    met(Stop.STUCK);
  }

  /// Why it cannot go on; null while it can.
  public String stuck() {
    return stuck;
  }

  /// From now on the host answers at this address.
  public void hook(int address, Hook hook) {
    program.hook(address, hook);
    changed(address, address + 1);
  }

  /// The host answers nowhere any more: another program begins, to which none of it belongs. Not
  /// while it runs.
  public void unhook() {
    program.unhook();
    program.hook(Calls.END, _ -> calls.end());
  }

  /// From now on it stops in front of this address, or does so no longer; not within a [#call].
  public void breakAt(int address, boolean wanted) {
    program.stop(address, wanted);
    // one that ends in front of it goes on there once it is no stop any more
    changed(address - 1, address + 1);
  }

  /// Somebody looks on from now on, at each instruction or at each block of them; null for nobody.
  public void watch(Watch watch, boolean each) {
    watched = watch == null ? null : new Watched(this, program, watch, each);
    lookSoon();
  }

  private void changed(int from, int to) {
    if (program.changed(from, to)) {
      lookSoon();
    }
  }

  /// Runs until that many cycles have been, or something else is the matter.
  public Stop run(long untilCycles) {
    interpreter.position = 0;
    lookSoon();
    while (true) {
      if (budget <= 0) {
        Stop stop = look(untilCycles);
        if (stop != null) {
          lookSoon();
          return stop;
        }
      }
      advance();
    }
  }

  /// What has to be looked at between blocks, and when next: null to go on.
  private Stop look(long untilCycles) {
    if (asked != null) {
      Stop stop = asked;
      asked = stuck == null ? null : Stop.STUCK;
      return stop;
    }
    special.tick(now());
    int level = special.due();
    if (level > 0) {
      interrupt(level);
    }
    if (waiting) {
      return Stop.WAITING;
    }
    long now = now();
    if (now >= untilCycles) {
      return Stop.TIME;
    }
    if (special.due() == 0) {
      long more = Math.min(untilCycles, special.timerAt()) - now;
      budget = (int) Math.min(more, Integer.MAX_VALUE);
      lookAt = now + budget;
    }
    return null;
  }

  /// Whether it waits for an interrupt.
  public boolean waits() {
    return waiting;
  }

  /// Runs one instruction, also where it was to stop, and lets no interrupt come before it. While
  /// it waits for one, nothing.
  public void step() {
    if (waiting) {
      return;
    }
    interpreter.position = 0;
    if (watched != null) {
      watched.watch().at(pc, 1);
    }
    try {
      execute(program.single(pc));
    } catch (Fault e) {
      budget--;
      exception(e.cause(), e.address(), pc);
    }
    asked = asked == Stop.BREAK ? null : asked;
    special.tick(now());
  }

  /// Calls a function of the guest: up to six arguments in registers. Registers are as before it
  /// afterwards, time and memory are not. What it returns.
  public int call(int address, int... arguments) {
    return calls.call(address, arguments);
  }

  /// Runs the next block, or what of translated regions is there.
  private void advance() {
    Block block;
    try {
      block = program.at(pc);
    } catch (Fault e) {
      budget--;
      exception(e.cause(), e.address(), pc);
      return;
    }
    if (watched != null) {
      watched.run(block);
    } else if (!block.asks && program.translated(block)) {
      regions.run(block);
    } else if (execute(block) && block.dynamic) {
      block.ledTo(pc);
    }
  }

  /// True when nothing unusual was in it.
  boolean execute(Block block) {
    try {
      pc = block.asks ? block.hook.at(this) : interpreter.run(block);
      interpreter.position = 0;
      budget -= block.length();
      return true;
    } catch (Fault e) {
      return fault(e, block);
    }
  }

  boolean fault(Fault e, Block block) {
    int index = interpreter.position / 2;
    interpreter.position = 0;
    budget -= index + 1;
    exception(e.cause(), e.address(), block.address(index));
    return false;
  }

  public void special(int number, int value) {
    if (number == Special.SAR) {
      interpreter.a[Interpreter.SAR] = value & 63;
      return;
    }
    if (number == Special.LITBASE) {
      program.literals(value);
    }
    special.write(number, value, cycles());
    if (special.due() > 0 || Special.setsTimer(number)) {
      lookSoon();
    }
  }

  /// Interrupts up to this level wait; what PS was before.
  public int level(int level) {
    int before = special.level(level);
    if (special.due() > 0) {
      lookSoon();
    }
    return before;
  }

  /// A block that is a stop and nothing else: in a call by the host, what is there runs after all.
  int stop(int at) {
    if (!stopHere()) {
      return interpreter.run(program.single(at));
    }
    budget++;
    return at;
  }

  /// It goes no further for now; false in a call by the host, where nobody could take over.
  boolean stopHere() {
    if (!calls.any()) {
      met(Stop.BREAK);
    }
    return !calls.any();
  }

  void met(Stop stop) {
    asked = stop;
    lookSoon();
  }

  /// There is something to look at before the next block.
  void lookSoon() {
    lookAt -= budget;
    budget = 0;
  }

  /// An exception of this number befalls the instruction that comes next.
  public void raise(int cause) {
    waiting = false;
    exception(cause, 0, pc);
  }

  private void exception(int cause, int address, int at) {
    lookSoon();
    pc = special.exception(cause, address, at);
  }

  private void interrupt(int level) {
    waiting = false;
    pc = special.interrupt(level, pc);
  }
}
