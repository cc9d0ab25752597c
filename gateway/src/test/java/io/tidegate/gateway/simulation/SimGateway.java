package io.tidegate.gateway.simulation;

import io.tidegate.gateway.core.Core;
import io.tidegate.gateway.core.Desk;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.core.Question;
import io.tidegate.gateway.core.State;
import io.tidegate.gateway.core.Wires;
import io.tidegate.gateway.spool.Cut;
import io.tidegate.gateway.spool.Kept;
import io.tidegate.gateway.spool.Mark;
import io.tidegate.gateway.spool.Message;
import io.tidegate.gateway.spool.Recovered;
import io.tidegate.gateway.spool.Recovery;
import io.tidegate.gateway.spool.Spool;
import io.tidegate.sim.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The gateway's process: the real core, what stands around it in production (inbox, loop) made of
/// virtual time. It is killed and started again; what it knows then comes from the disk.
final class SimGateway implements Wires, Journal, Desk {
  private static final long SECOND = 1_000_000_000L;
  private static final int COMMAND_LIMIT = 64;
  private static final int LOOK_EVERY = 64;

  private final World world;
  private final World.Turn turn;
  private final RandomGenerator random;
  private final Plan plan;
  private final SimDisk disk;
  private final SimBroker broker;
  private final SimClock clock;
  private final Judge judge;
  private final Coverage coverage;
  private final Trace trace;
  private List<SimPort> ports = List.of();

  // this run of the process
  private Core core;
  private Spool spool;
  private boolean stoppedCleanly;
  private boolean stopping;
  private long pausedNanos;
  private long clockNanos;
  private final ArrayDeque<Input> control = new ArrayDeque<>();
  private final ArrayDeque<Input> commands = new ArrayDeque<>();
  private State state;

  // all runs
  private long inputs;

  SimGateway(
      World world,
      Plan plan,
      SimDisk disk,
      SimBroker broker,
      SimClock clock,
      Judge judge,
      Coverage coverage,
      Trace trace) {
    this.world = world;
    this.random = world.chance();
    this.plan = plan;
    this.disk = disk;
    this.broker = broker;
    this.clock = clock;
    this.judge = judge;
    this.coverage = coverage;
    this.trace = trace;
    this.turn = world.add(this::run);
  }

  void ports(List<SimPort> ports) {
    this.ports = ports;
  }

  // --- the life of the process ---

  void start() {
    Recovery recovery = new Recovery(plan.limits(), random);
    recovery.cursor(disk.cursor(0), disk.cursor(1));
    for (long id : disk.ids()) {
      recovery.segment(id, disk.segment(id));
    }
    long nowNanos = world.nowNanos();
    long wallMillis = clock.millis(nowNanos);
    Recovered recovered = recovery.finish(nowNanos, clock.synchronised() ? wallMillis : -1);
    if (!(recovered
        instanceof Recovered.Ready(Spool ready, var report, List<Kept> kept, List<Mark> marks))) {
      throw new Violation("recovery gave up: " + recovered);
    }
    trace.line(nowNanos, "gateway", "starts: " + report + ", marks " + marks);
    for (Kept each : kept) {
      trace.bytes(nowNanos, "gateway", "finds " + each.message().kind(), each.message().payload());
    }
    judge.require(
        !Troubles.KIND_DISK || report.cuts().stream().noneMatch(SimGateway::isMissing),
        "the disk did all it was asked, and messages are missing: " + report);
    spool = ready;
    core =
        new Core(
            plan.settings(),
            new Core.Outside(this, broker, disk, this, this),
            new Core.Start(
                spool,
                kept,
                marks,
                report.marksExact(),
                random.nextLong(),
                random,
                nowNanos,
                wallMillis,
                clock.synchronised()));
    stoppedCleanly = false;
    stopping = false;
    pausedNanos = nowNanos;
    clockNanos = nowNanos;
    disk.attach(result -> control(new Input.DiskAnswered(result)));
    broker.attach(this::control, this::command);
    ports.forEach(port -> port.attach(this));
    judge.started(report.marksExact());
    turn.wake(nowNanos);
  }

  /// Blocks of readings that were unlinked before anything said that they may be. (Of the critical
  /// chain recovery sometimes calls blocks missing whose records had all been released.)
  private static boolean isMissing(Cut cut) {
    return cut.chain() == Message.Chain.NORMAL && cut.words().contains("missing");
  }

  /// Killed; `power` when the machine's power is lost with it.
  void kill(boolean power) {
    trace.line(world.nowNanos(), "gateway", power ? "loses power" : "is killed");
    judge.looksAt(spool.status(world.nowNanos()), plan.limits());
    judge.killed(disk.healthySinceNanos());
    gone();
    disk.crash(power);
  }

  void stop() {
    stopping = true;
    control(new Input.Stop());
  }

  boolean stopping() {
    return stopping;
  }

  void pause(long nanos) {
    coverage.add(Fault.GATEWAY_PAUSED);
    pausedNanos = world.nowNanos() + nanos;
  }

  boolean running() {
    return core != null;
  }

  long inputs() {
    return inputs;
  }

  Spool spool() {
    return spool;
  }

  /// Null while it does not run.
  State state() {
    if (core == null) {
      return null;
    }
    step(world.nowNanos(), new Input.Asked(1, new Question.State()));
    return state;
  }

  private void gone() {
    core = null;
    control.clear();
    commands.clear();
    disk.attach(_ -> {});
    broker.gatewayGone();
    ports.forEach(port -> port.attach(null));
  }

  // --- its inbox ---

  void control(Input input) {
    if (core != null) {
      control.add(input);
      wake();
    }
  }

  boolean command(Input.Arrived arrived) {
    if (core == null || commands.size() >= COMMAND_LIMIT) {
      return false;
    }
    commands.add(arrived);
    wake();
    return true;
  }

  void wake() {
    turn.wake(Math.max(world.nowNanos(), pausedNanos));
  }

  // --- its loop ---

  private long run(long nowNanos) {
    if (core == null) {
      return Long.MAX_VALUE;
    }
    if (nowNanos < pausedNanos) {
      return pausedNanos;
    }
    List<Input> round = round();
    if (round.isEmpty() && core.dueNanos(nowNanos) <= nowNanos) {
      round.add(new Input.Tick());
    }
    for (Input input : round) {
      step(nowNanos, input);
    }
    if (nowNanos - clockNanos >= SECOND) {
      clockNanos = nowNanos;
      step(nowNanos, new Input.Clock(clock.millis(nowNanos), clock.synchronised()));
    }
    if (core.stopped()) {
      stopped();
      return Long.MAX_VALUE;
    }
    boolean more = !control.isEmpty() || !commands.isEmpty() || anyBytes();
    return more ? nowNanos : Math.min(core.dueNanos(nowNanos), clockNanos + SECOND);
  }

  private void stopped() {
    coverage.add(Fault.GATEWAY_STOPPED);
    trace.line(world.nowNanos(), "gateway", "stopped, synced " + core.synced());
    stoppedCleanly = core.synced() && plan.settings().store().durable();
    judge.stopped(stoppedCleanly);
    gone();
    disk.crash(false);
  }

  private boolean anyBytes() {
    for (SimPort port : ports) {
      if (port.hasBytes()) {
        return true;
      }
    }
    return false;
  }

  private List<Input> round() {
    List<Input> round = new ArrayList<>();
    for (Input input = control.poll(); input != null; input = control.poll()) {
      if (input instanceof Input.PortDown(int number, _, _)) {
        SimPort port = ports.get(number);
        for (byte[] bytes = port.poll(); bytes != null; bytes = port.poll()) {
          round.add(new Input.PortBytes(number, bytes));
        }
      }
      round.add(input);
    }
    for (SimPort port : ports) {
      byte[] bytes = port.poll();
      if (bytes != null) {
        round.add(new Input.PortBytes(port.number, bytes));
      }
    }
    if (round.isEmpty() && !commands.isEmpty()) {
      round.add(commands.poll());
    }
    return round;
  }

  private void step(long nowNanos, Input input) {
    inputs++;
    if (trace.on()) {
      trace.line(nowNanos, "step", words(input));
    }
    switch (input) {
      case Input.PortBytes(int port, byte[] bytes) -> judge.read(port, bytes);
      case Input.PortUp(int port, _) -> judge.opened(port);
      default -> {}
    }
    core.step(nowNanos, input);
    if (inputs % LOOK_EVERY == 0) {
      judge.looksAt(spool.status(nowNanos), plan.limits());
    }
  }

  // --- its effects ---

  @Override
  public boolean send(int number, byte[] bytes) {
    if (trace.on()) {
      trace.bytes(world.nowNanos(), "port" + number, "<", bytes);
    }
    judge.told(number, bytes);
    return ports.get(number).write(bytes);
  }

  @Override
  public void reopen(int number, boolean reset) {
    ports.get(number).reopen(reset);
  }

  @Override
  public void log(Level level, String event, String subject, String words) {
    trace.line(world.nowNanos(), "log", event + " " + subject + ": " + words);
    judge.logged(event, subject, words);
  }

  @Override
  public void state(long ticket, State state) {
    this.state = state;
  }

  @Override
  public boolean line(long ticket, int port, Heard heard, byte[] line) {
    return true;
  }

  @Override
  public void result(long ticket, String code, String text) {}

  private static String words(Input input) {
    return switch (input) {
      case Input.PortBytes(int port, byte[] bytes) -> "port" + port + " > " + Trace.shown(bytes);
      case Input.Arrived arrived ->
          "arrived " + arrived.topic() + " " + Trace.shown(arrived.payload());
      case Input.DiskAnswered(var result) ->
          result.getClass().getSimpleName() + " batch " + result.batch();
      default -> input.toString();
    };
  }
}
