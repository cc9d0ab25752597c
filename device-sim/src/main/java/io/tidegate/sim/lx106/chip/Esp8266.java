package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.core.Processor.Stop;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The chip: a processor, its memory, and what hangs on its bus. It runs as far as it is told.
/// Times are cycles of 80 MHz, those of the processor's own count too as long as the program does
/// not let it run twice as fast.
public final class Esp8266 {
  public static final int HERTZ = 80_000_000;

  static final int RADIO_LINE = 0;
  static final int SLC_LINE = 1;
  static final int SPI_LINE = 2;
  static final int GPIO_LINE = 4;
  static final int UART_LINE = 5;
  static final int WATCHDOG_LINE = 8;
  static final int FRC1_LINE = 9;
  static final int FRC2_LINE = 10;
  static final int NMI_LINE = 14;

  private static final byte[] COMMON_MAC = {0x5c, (byte) 0xcf, 0x7f, 0x42, 0x44, 0x42};

  /// What the chip is connected to. Of restarts and sleeps it is told between two instructions, and
  /// may reset the chip then; of all else as it happens.
  public interface Surroundings extends Uart.Wire, Gpio.Wiring, Hspi.Wire, I2s.Wire {
    /// The program or a watchdog wants the chip to begin anew. It stays off until somebody calls
    /// [Esp8266#reset(ResetReason, int)].
    default void restart(ResetReason reason) {}

    /// The chip switches itself off; after so many cycles ([Long#MAX_VALUE] for never) the RTC
    /// pulls GPIO16 low, and [#restart(ResetReason)] is called with [ResetReason#EXTERNAL]: who has
    /// no wire from there to the reset pin does nothing then.
    default void asleep(long cycles) {}

    /// What the analogue input is at, 0 to 1023. Asked in the middle of an instruction.
    default int adc() {
      return 0;
    }

    /// The supply's voltage, for a program that has it converted instead of the input.
    default int supplyMillivolts() {
      return 3_300;
    }
  }

  private final Flash flash;
  private final Memory memory;
  private final Processor processor;
  private final Pace pace;
  private final Surroundings surroundings;
  private final Parts parts;
  private final Alarms alarms = new Alarms();

  private Runnable wanted;
  private long idled;
  private boolean off;

  /// The program does nothing before this cycle.
  private long heldUntil;

  /// How often it was off or on: an alarm of a sleep that is over is none.
  private int turns;

  public Esp8266(Flash flash, Surroundings surroundings) {
    this(flash, COMMON_MAC, new SplittableRandom(0), surroundings);
  }

  /// `mac` is what its fuses say, six bytes; `chance` is what the program finds as noise.
  public Esp8266(Flash flash, byte[] mac, RandomGenerator chance, Surroundings surroundings) {
    if (mac.length != COMMON_MAC.length) {
      throw new IllegalArgumentException("mac: expected 6 bytes, got " + mac.length);
    }
    this.flash = flash;
    this.surroundings = surroundings;
    memory = new Memory(flash.shared());
    flash.watchedBy(memory::flashChanged);
    processor = new Processor(memory);
    pace = new Pace(processor);
    parts = new Parts(new Host(), flash, mac.clone(), chance);
    parts.reset(ResetReason.POWER);
  }

  private final class Host implements Parts.Host {
    @Override
    public long cycles() {
      return Esp8266.this.cycles();
    }

    @Override
    public void line(int number, boolean high) {
      processor.line(number, high);
    }

    @Override
    public void sooner() {
      processor.askToStop();
    }

    @Override
    public Memory memory() {
      return memory;
    }

    @Override
    public Surroundings surroundings() {
      return surroundings;
    }

    @Override
    public void sleep(long cycles) {
      Esp8266.this.sleep(cycles);
    }

    @Override
    public void restart(ResetReason reason) {
      Esp8266.this.restart(reason);
    }

    @Override
    public void speed(boolean twice) {
      pace.set(twice);
      processor.askToStop();
    }
  }

  public Memory memory() {
    return memory;
  }

  public Flash flash() {
    return flash;
  }

  public Processor processor() {
    return processor;
  }

  /// Now: cycles of 80 MHz since it was made, whatever happened to it since.
  public long cycles() {
    return pace.now();
  }

  /// What the processor's own count will be when that many cycles have been.
  public long processorCycles(long cycles) {
    return pace.processorCycles(cycles);
  }

  /// Everything as after a reset for this reason; it begins at this address. RAM is as it was: what
  /// a chip without power forgets, the host puts there.
  public void reset(ResetReason reason, int start) {
    processor.reset(start);
    parts.reset(reason);
    wanted = null;
    off = false;
    heldUntil = 0;
    turns++;
  }

  /// After a reset: this is said at port 0, at that speed, before the program begins. So does the
  /// ROM of a chip. What is said or waited for already comes first.
  public void say(int baud, byte[] text) {
    surroundings.speed(0, baud);
    long from = Math.max(cycles(), heldUntil);
    for (int i = 0; i < text.length; i++) {
      byte value = text[i];
      long at = from + 10L * HERTZ * (i + 1) / baud;
      heldUntil = at;
      beforeReset(() -> surroundings.sent(0, value, at));
    }
    beforeReset(() -> surroundings.speed(0, parts.uart(0).baud()));
  }

  /// After a reset, and after what is said or waited for already: once so many cycles more have
  /// been this is done, and the program does not begin before. A further reset forgets it.
  public void hold(long cycles, Runnable then) {
    heldUntil = Math.max(cycles(), heldUntil) + cycles;
    beforeReset(then);
  }

  private void beforeReset(Runnable what) {
    int turn = turns;
    alarms.add(
        heldUntil,
        () -> {
          if (turn == turns) {
            what.run();
          }
        });
  }

  public void reset(int start) {
    reset(ResetReason.EXTERNAL, start);
  }

  /// Why it began, as its RTC has it: never [ResetReason#RESTART].
  public ResetReason reason() {
    return parts.rtc().cause();
  }

  /// Stops here, and asks the surroundings for a new beginning.
  public void restart(ResetReason reason) {
    switchOff(() -> surroundings.restart(reason));
  }

  /// Deep sleep for so many cycles, as if the program wanted it.
  public void sleep(long cycles) {
    long end = cycles == Peripheral.NEVER ? cycles : cycles() + cycles;
    switchOff(
        () -> {
          int turn = turns;
          if (end != Peripheral.NEVER) {
            alarms.add(end, () -> wake(turn));
          }
          surroundings.asleep(cycles);
        });
  }

  private void wake(int turn) {
    if (turn == turns) {
      parts.pin16().wake();
      surroundings.restart(ResetReason.EXTERNAL);
    }
  }

  /// The first that wants it gets it.
  private void switchOff(Runnable then) {
    if (wanted == null && !off) {
      wanted = then;
      processor.askToStop();
    }
  }

  /// It has no power, or is held in reset.
  public void stop() {
    wanted = null;
    off = true;
    turns++;
  }

  /// Until when it needs nobody while it waits: until something happens by itself, and where that
  /// is no more than an interrupt, for so many cycles beyond. 0 while the program is busy.
  public long idleUntil(long beyond) {
    if (off) {
      return alarms.due();
    }
    if (!processor.isIdle() || wanted != null) {
      return 0;
    }
    long timers = Math.min(parts.timersDue(), pace.cycles(processor.timerAt()));
    long others = Math.min(alarms.due(), parts.othersDue());
    return timers < others ? Math.min(others, timers + beyond) : others;
  }

  /// How many of the processor's cycles have passed while it waited for an interrupt, slept, or was
  /// off.
  public long idleCycles() {
    return idled;
  }

  /// Whether it does nothing until a reset.
  public boolean off() {
    return off;
  }

  /// A byte arrives at a serial port, 0 or 1.
  public void receive(int port, byte value) {
    if (!off) {
      parts.uart(port).receive(value);
    }
  }

  /// Bytes that arrived at a serial port and found no room.
  public int lost(int port) {
    return parts.uart(port).lost();
  }

  /// What surrounds a pin, 0 to 16, drives it to this level.
  public void pin(int number, boolean high) {
    if (number == Pin16.NUMBER) {
      parts.pin16().outside(high);
    } else {
      parts.gpio().outside(number, high);
    }
  }

  /// Nobody outside drives the pin any more.
  public void free(int number) {
    if (number == Pin16.NUMBER) {
      parts.pin16().free();
    } else {
      parts.gpio().free(number);
    }
  }

  /// Does this inside [#run], between two instructions, once that many cycles have been. What is
  /// wanted for the same cycle is done in the order in which it was asked for; a reset changes
  /// nothing in it.
  public void at(long cycles, Runnable what) {
    alarms.add(cycles, what);
    processor.askToStop();
  }

  /// A register, read as the program would: that may have effects.
  public int register(int address) {
    return parts.bus(address).read(address);
  }

  public void register(int address, int value) {
    parts.bus(address).write(address, value);
  }

  /// Registers that the program used and that do nothing here, by address.
  public List<UnknownRegister> unknownRegisters() {
    return parts.unknown();
  }

  /// Runs up to this cycle, or a little beyond it, or up to `break`: true then. Where the processor
  /// waits, time jumps to what happens next; while the chip is off, too; where it is stuck, to the
  /// end.
  public boolean run(long untilCycles) {
    while (cycles() < untilCycles) {
      long due = Math.min(untilCycles, next());
      if (off || cycles() < heldUntil) {
        idle(processorCycles(due));
        settle();
        continue;
      }
      Stop stop = processor.run(processorCycles(due));
      if (stop == Stop.BREAK) {
        return true;
      }
      if (stop == Stop.STUCK) {
        processor.pass(Math.max(0, untilCycles - processor.cycles()));
        return false;
      }
      if (stop == Stop.WAITING) {
        idle(Math.min(processorCycles(due), processor.timerAt()));
      }
      settle();
    }
    return false;
  }

  /// Runs one instruction, and no interrupt comes before it. A processor that waits goes on to the
  /// next interrupt, or waits for a millisecond; so does a chip that is off.
  public void step() {
    while (!off && cycles() < heldUntil) {
      run(heldUntil);
    }
    for (int i = 0; i < 1000 && (off || processor.waits()); i++) {
      run(cycles() + HERTZ / 1_000_000);
    }
    if (!off) {
      processor.step();
      settle();
    }
  }

  private void idle(long untilProcessorCycles) {
    long more = Math.max(0, untilProcessorCycles - processor.cycles());
    idled += more;
    processor.pass(more);
  }

  /// What is due between two instructions.
  private void settle() {
    parts.act(cycles());
    switchOff();
    alarms.run(cycles());
    switchOff();
  }

  private void switchOff() {
    if (wanted != null) {
      Runnable then = wanted;
      wanted = null;
      off = true;
      turns++;
      then.run();
    }
  }

  /// When something happens by itself, at the earliest.
  public long next() {
    return off ? alarms.due() : Math.min(alarms.due(), parts.due());
  }
}
