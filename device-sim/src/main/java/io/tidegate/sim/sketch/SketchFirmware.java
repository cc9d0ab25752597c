package io.tidegate.sim.sketch;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.ResetCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A built sketch as a board's firmware: each run of it is a process of its own, which goes on only
/// when it is told to, and only so far.
///
/// How far: until something may come from outside, but a little at least, so that boards that run
/// at the same time need not be told of each other's every turn. What comes meanwhile the sketch
/// sees that much late; see [Stride].
public final class SketchFirmware implements Firmware, AutoCloseable {
  /// More events than this wait for no sketch that runs.
  private static final int MOST_EVENTS = 100_000;

  private static final long FOREVER_NANOS = 100L * 365 * 86_400 * 1_000_000_000;

  // for its whole life
  private final SketchSetup plan;
  private final List<Peripheral> peripherals;
  private final SplittableRandom random;
  private final SketchChip own;
  private Microcontroller chip;
  private Runnable wake = () -> {};
  private Consumer<String> told = _ -> {};
  private Path flash;
  private String lack;
  private int lastException = Microcontroller.LOAD_PROHIBITED;

  // of the run of the sketch
  private final Deque<Out> events = new ArrayDeque<>();
  private final Stride stride = new Stride();
  private SketchProcess process;
  private boolean inTurn;
  private long nowNanos;
  private Board.Outside out;

  /// The world's time up to which the sketch has run, and at which it has something to do.
  private long ranNanos;

  private long wantsNanos;

  public SketchFirmware(SketchSetup plan, List<Peripheral> around) {
    this.plan = plan;
    this.flash = plan.flash();
    this.lack = plan.lack();
    this.random = new SplittableRandom(plan.seed());
    this.own = new SketchChip(plan.unixMillis(), this::tell);
    this.peripherals = List.copyOf(around);
  }

  /// Who hears what is for the user: what the simulation lacks, what a sketch's process complains
  /// of and how it came to its end.
  public void whenTold(Consumer<String> wanted) {
    told = wanted;
  }

  /// What has the board run when something has changed that it sees, such as its network.
  public void whenWoken(Runnable wanted) {
    wake = wanted;
  }

  @Override
  public void attach(Microcontroller board) {
    chip = board;
    own.keepIn(board.rtc());
  }

  @Override
  public void start(long now, Board.Outside outside) {
    end();
    nowNanos = now;
    out = outside;
    ranNanos = wantsNanos = now;
    try {
      if (lack != null) {
        tell(lack);
        lack = null; // once
      }
      if (flash == null) {
        flash = Files.createTempDirectory("tidegate-sketch");
      }
      process = new SketchProcess(plan, flash);
      if (plan.debugger()) {
        tell(
            "waiting for a debugger: gdb -p "
                + process.pid()
                + " -ex 'handle SIGPROF nostop noprint pass' -ex 'break loop' -ex continue");
        process.awaitDebugger();
      }
      process.send(beginning());
    } catch (IOException e) {
      tell("the sketch cannot be started: " + e.getMessage());
      end();
      return;
    }
    Link link = new Link();
    inTurn = true;
    peripherals.forEach(each -> each.start(link));
    inTurn = false;
  }

  @Override
  public void stop() {
    end();
  }

  @Override
  public void supply(boolean on, long now) {
    peripherals.forEach(each -> each.supply(on, now));
  }

  @Override
  public void losePower() {
    end();
  }

  @Override
  public long loop(byte[] bytes, int length, long now, Board.Outside outside) {
    if (process == null) {
      return Long.MAX_VALUE;
    }
    nowNanos = now;
    out = outside;
    inTurn = true;
    try {
      if (length > 0) {
        events.add(new Out(Wire.SERIAL).blob(bytes, length));
      }
      runPeripherals();
      if (nowNanos >= ranNanos && (!events.isEmpty() || nowNanos >= wantsNanos)) {
        turn();
      }
    } catch (WireFault e) {
      broke("its process said what cannot be: " + e.getMessage());
    } catch (IOException e) {
      broke("its process cannot be reached: " + e.getMessage());
    } finally {
      inTurn = false;
    }
    return process == null ? Long.MAX_VALUE : dueNanos();
  }

  /// For the end of a simulation: no process is left, and no flash that was made for it.
  @Override
  public void close() {
    end();
    if (plan.flash() == null && flash != null) {
      remove(flash);
      flash = null;
    }
  }

  private void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      tell("what is left of the flash: " + folder + " (" + e.getMessage() + ")");
    }
  }

  private void tell(String words) {
    told.accept(words);
  }

  private Out beginning() {
    return new Out(Wire.START)
        .u64(random.nextLong())
        .u32(chip.identity().chipId())
        .raw(chip.identity().macBytes(), 6)
        .u8(chip.cause().sdkReason())
        .u64(chip.clock().startMicros())
        .u32(chip.freeHeap())
        .u32(plan.passNanos())
        .blob(chip.rtc())
        .text(flash.toString())
        .text("ESP-%06X".formatted(chip.identity().chipId()))
        .u32(chip.cause() == ResetCause.EXCEPTION ? lastException : 0)
        .text(plan.cardName());
  }

  private long dueNanos() {
    long nextNanos = Math.max(ranNanos, events.isEmpty() ? wantsNanos : nowNanos);
    return Math.min(nextNanos, peripheralsDueNanos());
  }

  private void runPeripherals() {
    for (Peripheral each : peripherals) {
      if (each.dueNanos() <= nowNanos) {
        each.run(nowNanos, out);
      }
    }
  }

  /// The sketch goes on, and comes back.
  private void turn() throws IOException {
    long untilNanos = stride.untilNanos(nowNanos, out.horizonNanos(), !events.isEmpty());
    untilNanos = Math.clamp(peripheralsDueNanos(), nowNanos, untilNanos);
    for (Out event = events.poll(); event != null; event = events.poll()) {
      process.send(event);
    }
    process.send(
        new Out(Wire.RUN)
            .u64(chip.clock().ranNanos(nowNanos))
            .u64(chip.clock().ranNanos(untilNanos)));
    In message = process.await();
    while (message != null && message.kind() != Wire.YIELD && message.kind() != Wire.DEATH) {
      stride.busy();
      handle(message);
      message = process.await();
    }
    tellComplaints();
    if (message == null) {
      vanished();
    } else if (message.kind() == Wire.DEATH) {
      died(message);
    } else {
      yielded(message);
    }
  }

  private long peripheralsDueNanos() {
    long dueNanos = Long.MAX_VALUE;
    for (Peripheral each : peripherals) {
      dueNanos = Math.min(dueNanos, each.dueNanos());
    }
    return dueNanos;
  }

  private void yielded(In message) {
    ranNanos = Math.max(ranNanos, chip.clock().worldNanosAt(message.nanos()));
    wantsNanos = chip.clock().worldNanosAt(message.nanos());
    int why = message.u8();
    if (why > 2) {
      throw new WireFault("expected a reason of 0 to 2, got " + why);
    }
    message.end();
  }

  private void handle(In message) throws IOException {
    Answer answer = new Answer();
    if (!own.message(message, answer, nowNanos, out)) {
      Peripheral one = handling(message.kind());
      one.message(message.kind(), message, answer);
    }
    if (answer.given != null) {
      process.send(answer.given);
    }
  }

  private Peripheral handling(int kind) {
    for (Peripheral each : peripherals) {
      if (each.handles(kind)) {
        return each;
      }
    }
    throw new WireFault("nothing around it knows messages of kind " + kind);
  }

  // the ends of a sketch

  private void died(In message) {
    int how = message.u8();
    long exception = message.u32();
    long sleepMicros = message.u64();
    String words = message.text();
    own.restore(message.blob());
    message.end();
    process.end();
    tellComplaints();
    end();
    switch (how) {
      case 1 -> chip.reset(ResetCause.SOFTWARE_WATCHDOG, nowNanos);
      case 2 -> chip.reset(ResetCause.HARDWARE_WATCHDOG, nowNanos);
      case 3 -> {
        tell("exception " + exception + " in the sketch: " + words);
        crash(exception);
      }
      case 4, 5 -> chip.reset(ResetCause.SOFTWARE_RESTART, nowNanos);
      case 6 -> chip.deepSleep(sleepNanos(sleepMicros), nowNanos);
      case 7 -> {
        tell("the sketch gave up: " + words);
        chip.giveUp(words, nowNanos);
      }
      default -> throw new WireFault("expected an end of kind 1 to 7, got " + how);
    }
  }

  private void crash(long exception) {
    lastException = (int) Math.min(exception, Microcontroller.MOST_EXCEPTION);
    chip.crash(lastException, nowNanos);
  }

  /// For ever, where the sketch gave 0.
  private static long sleepNanos(long micros) {
    boolean ever = micros <= 0 || micros > FOREVER_NANOS / 1_000;
    return ever ? FOREVER_NANOS : micros * 1_000;
  }

  /// Its process is gone, without a word.
  private void vanished() {
    if (process.wasSilent()) {
      broke("it did not answer for " + SketchProcess.PATIENCE_SECONDS + " s and was ended");
    } else {
      broke("its process " + process.end());
    }
  }

  private void broke(String words) {
    tellComplaints();
    boolean silent = process != null && process.wasSilent();
    end();
    tell("the sketch broke off: " + words);
    if (silent) {
      chip.reset(ResetCause.HARDWARE_WATCHDOG, nowNanos);
    } else {
      crash(Microcontroller.LOAD_PROHIBITED);
    }
  }

  private void end() {
    if (process == null) {
      return;
    }
    process.close();
    process = null;
    events.clear();
    peripherals.forEach(Peripheral::end);
  }

  private void tellComplaints() {
    if (process != null) {
      for (String line = process.complaint(); line != null; line = process.complaint()) {
        tell(line);
      }
    }
  }

  private static final class Answer implements Reply {
    private Out given;

    @Override
    public void answer(Out wanted) {
      if (given != null || wanted.kind() != Wire.ANSWER) {
        throw new IllegalStateException(
            "expected one answer, got another of kind " + wanted.kind());
      }
      given = wanted;
    }
  }

  private final class Link implements SketchLink {
    private final SketchProcess mine = process;

    @Override
    public void event(Out event) {
      // one that is stuck hears nothing more
      if (mine == process && process != null && events.size() < MOST_EVENTS) {
        events.add(event);
        wake();
      }
    }

    @Override
    public long nowNanos() {
      return nowNanos;
    }

    @Override
    public long worldNanos(long chipNanos) {
      return chip.clock().worldNanosAt(chipNanos);
    }

    @Override
    public long chipNanos(long worldNanos) {
      return chip.clock().ranNanos(worldNanos);
    }

    @Override
    public void wake() {
      if (!inTurn) {
        wake.run();
      }
    }
  }
}
