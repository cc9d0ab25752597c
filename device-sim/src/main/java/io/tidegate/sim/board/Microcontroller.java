package io.tidegate.sim.board;

import java.util.SplittableRandom;

/// A [Chip] with power, a reset pin, a serial port and a [Firmware] that runs on it. It starts
/// without power.
///
/// What can go wrong with it is asked for as [Mishaps].
public final class Microcontroller implements Board, Mishaps {
  /// Bytes that last until power is lost, deep sleep included.
  public static final int RTC_BYTES = 512;

  /// How long the supply is away in a brown-out.
  public static final long DIP_NANOS = 150 * Boot.MILLI;

  /// Exceptions have numbers up to this one.
  public static final int MOST_EXCEPTION = 63;

  /// The exception that reading by a null pointer is.
  public static final int LOAD_PROHIBITED = CrashDump.LOAD_PROHIBITED;

  private static final long SECOND = 1_000 * Boot.MILLI;
  private static final long RESTART_NANOS = 10 * Boot.MILLI;

  private enum State {
    OFF,
    BOOTING,
    RUNNING,
    STUCK,
    SLEEPING,
    FLASHING
  }

  // for its whole life
  private final Chip chip;
  private final Firmware firmware;
  private final Quirks quirks;
  private final Identity identity;
  private final SplittableRandom random;
  private final int variant;
  private final ChipClock clock;
  private final SerialInput input;
  private final SerialOutput output;
  private final byte[] taken;
  private final byte[] rtc = new byte[RTC_BYTES];
  private final Agenda supply = new Agenda();
  private long starts;

  // what the outside holds
  private boolean powered;
  private boolean supplied;
  private boolean held;
  private boolean flashing;

  // since the last reset
  private final Agenda agenda = new Agenda();
  private State state = State.OFF;
  private ResetCause cause = ResetCause.POWER_ON;
  private LoaderTalk loader = new LoaderTalk();
  private long heapBytes;
  private long loopNanos;
  private long busyNanos;
  private boolean woken;

  /// `name` and `seed` decide its identity and all that is left to chance.
  public Microcontroller(String name, long seed, Chip chip, Quirks quirks, Firmware firmware) {
    this.chip = chip;
    this.firmware = firmware;
    this.quirks = quirks;
    this.identity = Identity.of(name, seed);
    this.random = Identity.chance(name, ~seed);
    this.variant = random.nextInt(1 << 16);
    this.clock = new ChipClock(quirks.driftPpm());
    this.input = new SerialInput(chip.fifoBytes(), chip.bufferBytes(), chip.dropsOldest());
    this.output = new SerialOutput(chip);
    this.taken = new byte[chip.bufferBytes()];
    this.heapBytes = chip.heapBytes();
    firmware.attach(this);
  }

  /// One like any other.
  public Microcontroller(Chip chip, Firmware firmware) {
    this("board", 1, chip, Quirks.NONE, firmware);
  }

  @Override
  public void receive(byte[] bytes, int length, long nowNanos) {
    switch (state) {
      case RUNNING -> {
        input.receive(bytes, length);
        loopNanos = nowNanos;
      }
      case STUCK -> input.receive(bytes, length);
      default -> {
        input.miss(length);
        disturbLoader(bytes, length, nowNanos);
      }
    }
  }

  @Override
  public void pin(int pin, int level, long nowNanos) {
    switch (pin) {
      case POWER -> power(level != 0, nowNanos);
      case RESET -> hold(level == 0, nowNanos);
      case 0 -> flashing = level == 0;
      default -> {}
    }
  }

  @Override
  public void wake() {
    woken = true;
  }

  @Override
  public long run(long nowNanos, Outside out) {
    output.on(out, nowNanos);
    while (supply.runNext(nowNanos) || agenda.runNext(nowNanos)) {}
    if (woken) {
      woken = false;
      loopNanos = nowNanos;
    }
    if (state == State.RUNNING && nowNanos >= Math.max(loopNanos, busyNanos)) {
      turn(nowNanos);
    }
    long nextNanos = state == State.RUNNING ? Math.max(loopNanos, busyNanos) : Long.MAX_VALUE;
    return Math.min(nextNanos, Math.min(supply.dueNanos(), agenda.dueNanos()));
  }

  // what a sketch can see and do

  /// millis() and micros().
  public ChipClock clock() {
    return clock;
  }

  public Identity identity() {
    return identity;
  }

  /// Why it began to run.
  public ResetCause cause() {
    return cause;
  }

  /// The memory that deep sleep and resets leave alone. After power was lost it holds anything.
  public byte[] rtc() {
    return rtc;
  }

  /// What `ESP.getFreeHeap()` gives.
  public long freeHeap() {
    return heapBytes;
  }

  /// delay() or something else that blocks: no turn of loop() before this time. The watchdogs are
  /// fed; what arrives has to fit into the input's memory.
  public void busyUntil(long nanos) {
    busyNanos = Math.max(busyNanos, nanos);
  }

  // what a test can ask

  public Chip chip() {
    return chip;
  }

  public boolean running() {
    return state == State.RUNNING;
  }

  /// How often its sketch has begun.
  public long starts() {
    return starts;
  }

  /// Bytes that came while the input was full or nobody listened.
  public long inputLost() {
    return input.lost();
  }

  /// Bytes that a [#silence] has swallowed.
  public long swallowed() {
    return output.swallowed();
  }

  // faults

  @Override
  public void reset(ResetCause why, long nowNanos) {
    switch (why) {
      case POWER_ON -> brownOut(1, 1, nowNanos);
      case EXCEPTION -> crash(CrashDump.LOAD_PROHIBITED, nowNanos);
      case SOFTWARE_WATCHDOG ->
          die(CrashDump.softwareWatchdog(random), ResetCause.SOFTWARE_WATCHDOG, nowNanos);
      case DEEP_SLEEP_WAKE -> deepSleep(SECOND, nowNanos);
      case EXTERNAL, HARDWARE_WATCHDOG, SOFTWARE_RESTART -> ifAlive(() -> begin(why, nowNanos));
    }
  }

  /// An exception of this number in the sketch, its dump and what follows. A chip that knows no
  /// exceptions goes astray: it hangs.
  @Override
  public void crash(int exception, long nowNanos) {
    if (exception < 0 || exception > MOST_EXCEPTION) {
      throw new IllegalArgumentException(
          "expected exception 0 to " + MOST_EXCEPTION + ", got " + exception);
    }
    die(CrashDump.exception(exception, random), ResetCause.EXCEPTION, nowNanos);
  }

  /// The sketch has ended itself, and its core says why: `Abort called`, or a panic and its place.
  public void giveUp(String words, long nowNanos) {
    die(CrashDump.gaveUp(words, random), ResetCause.SOFTWARE_RESTART, nowNanos);
  }

  @Override
  public void hang(Hang how, long nowNanos) {
    if (state != State.RUNNING) {
      return;
    }
    agenda.clear();
    state = State.STUCK;
    if (how == Hang.BUSY && chip.softwareWatchdogNanos() > 0) {
      agenda.at(
          nowNanos + chip.softwareWatchdogNanos(), now -> reset(ResetCause.SOFTWARE_WATCHDOG, now));
    } else if (how == Hang.INTERRUPTS_OFF) {
      input.interrupts(false);
      if (chip.hardwareWatchdogNanos() > 0) {
        agenda.at(
            nowNanos + chip.hardwareWatchdogNanos(),
            now -> reset(ResetCause.HARDWARE_WATCHDOG, now));
      }
    }
  }

  @Override
  public void brownOut(int times, long upNanos, long nowNanos) {
    if (times < 1 || upNanos < 1) {
      throw new IllegalArgumentException(
          "expected 1 or more times and 1 or more ns up, got %d and %d".formatted(times, upNanos));
    }
    if (!powered) {
      return;
    }
    long atNanos = nowNanos;
    for (int i = 0; i < times; i++) {
      supply.at(atNanos, now -> supplied(false, now));
      supply.at(atNanos + DIP_NANOS, now -> supplied(powered, now));
      atNanos += DIP_NANOS + upNanos;
    }
  }

  /// It sleeps for so long and begins anew, with nothing but [#rtc] left.
  @Override
  public void deepSleep(long nanos, long nowNanos) {
    ifAlive(
        () -> {
          agenda.clear();
          state = State.SLEEPING;
          firmware.sleep();
          agenda.at(nowNanos + nanos, now -> begin(ResetCause.DEEP_SLEEP_WAKE, now));
        });
  }

  /// The sketch prints lines as fast as the port takes them, for so long.
  @Override
  public void flood(long nanos, long nowNanos) {
    if (state == State.RUNNING) {
      Flood lines = new Flood(chip, output);
      agenda.at(nowNanos, now -> lines.print(nowNanos + nanos, agenda, now));
    }
  }

  @Override
  public void silence(long nanos, long nowNanos) {
    output.silentUntil(nowNanos + nanos);
  }

  private void ifAlive(Runnable what) {
    if (state != State.OFF) {
      what.run();
    }
  }

  private void power(boolean on, long nowNanos) {
    if (on != powered) {
      powered = on;
      supply.clear();
      supplied(on, nowNanos);
    }
  }

  private void supplied(boolean on, long nowNanos) {
    supplied = on;
    firmware.supply(on, nowNanos);
    if (!on) {
      off(nowNanos);
      firmware.losePower();
      random.nextBytes(rtc);
    } else if (!held) {
      begin(ResetCause.POWER_ON, nowNanos);
    }
  }

  private void hold(boolean low, long nowNanos) {
    if (low != held) {
      held = low;
      if (low) {
        off(nowNanos);
      } else if (supplied) {
        begin(ResetCause.EXTERNAL, nowNanos);
      }
    }
  }

  private void off(long nowNanos) {
    state = State.OFF;
    firmware.stop();
    agenda.clear();
    input.clear();
    agenda.at(nowNanos, _ -> output.cut());
  }

  private void begin(ResetCause why, long nowNanos) {
    off(nowNanos);
    cause = why;
    loader = new LoaderTalk();
    state = State.BOOTING;
    agenda.at(nowNanos + chip.boot().strapNanos(), _ -> boot(nowNanos));
  }

  private void boot(long resetNanos) {
    Boot.Beginning beginning = chip.boot().begin(cause, flashing, variant);
    output.say(beginning.baud(), beginning.text());
    if (beginning.sketchNanos() == Boot.NEVER) {
      state = State.FLASHING;
    } else {
      agenda.at(resetNanos + beginning.sketchNanos(), this::start);
    }
  }

  private void start(long nowNanos) {
    state = State.RUNNING;
    heapBytes = chip.heapBytes();
    loopNanos = nowNanos;
    busyNanos = nowNanos;
    clock.start(nowNanos, starts++ == 0 ? quirks.startMillis() * 1_000 : 0);
    output.baud(chip.baud());
    firmware.start(nowNanos, output);
  }

  private void turn(long nowNanos) {
    heapBytes -= quirks.leakBytes();
    if (heapBytes <= 0) {
      heapBytes = 0;
      giveUp(CrashDump.OUT_OF_MEMORY, nowNanos);
      return;
    }
    output.horizon(Math.min(supply.dueNanos(), agenda.dueNanos()));
    loopNanos = firmware.loop(taken, input.take(taken), nowNanos, output);
    busyNanos = Math.max(busyNanos, output.roomNanos());
  }

  /// A dump is written out to its last byte before the chip begins anew.
  private void die(byte[] dump, ResetCause why, long nowNanos) {
    if (state == State.OFF) {
      return;
    }
    agenda.clear();
    firmware.stop();
    state = State.STUCK;
    if (!(chip.boot() instanceof Boot.Rom)) {
      return;
    }
    agenda.at(
        nowNanos,
        now -> {
          output.transmit(dump, dump.length);
          agenda.at(output.doneNanos() + RESTART_NANOS, then -> begin(why, then));
        });
  }

  private void disturbLoader(byte[] bytes, int length, long nowNanos) {
    if (state == State.BOOTING
        && cause == ResetCause.EXTERNAL
        && chip.boot() instanceof Boot.Loader
        && loader.givesUp(bytes, length)) {
      agenda.clear();
      agenda.at(nowNanos + Boot.Loader.DISTURBED_NANOS, this::start);
    }
  }
}
