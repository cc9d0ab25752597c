package io.tidegate.gateway.lab.twin;

import io.tidegate.gateway.core.Core;
import io.tidegate.gateway.core.Desk;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.core.Question;
import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.core.State;
import io.tidegate.gateway.core.Wires;
import io.tidegate.gateway.spool.Kept;
import io.tidegate.gateway.spool.Mark;
import io.tidegate.gateway.spool.Recovered;
import io.tidegate.gateway.spool.Recovery;
import io.tidegate.gateway.spool.Spool;
import io.tidegate.sim.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The gateway's process: the real core, what stands around it in production (inbox, loop) made of
/// virtual time. It is killed and started again; what it knows then comes from the disk.
public final class SimGateway implements Wires, Journal, Desk {
  private static final long SECOND = 1_000_000_000L;
  private static final int COMMAND_LIMIT = 64;
  private static final int LOOK_EVERY = 64;

  private final World world;
  private final World.Turn turn;
  private final RandomGenerator random;
  private final Settings settings;
  private final SimDisk disk;
  private final SimUplink uplink;
  private final SimClock clock;
  private final Watch watch;
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

  public SimGateway(
      World world,
      Settings settings,
      SimDisk disk,
      SimUplink uplink,
      SimClock clock,
      Watch watch,
      Coverage coverage,
      Trace trace) {
    this.world = world;
    this.random = world.chance();
    this.settings = settings;
    this.disk = disk;
    this.uplink = uplink;
    this.clock = clock;
    this.watch = watch;
    this.coverage = coverage;
    this.trace = trace;
    this.turn = world.add(this::run);
  }

  public void ports(List<SimPort> ports) {
    this.ports = ports;
  }

  // --- the life of the process ---

  public void start() {
    Recovery recovery = new Recovery(settings.spoolLimits(), random);
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
    watch.recovered(report);
    spool = ready;
    core =
        new Core(
            settings,
            new Core.Outside(this, uplink, disk, this, this),
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
    uplink.attach(this::control, this::command);
    ports.forEach(port -> port.attach(this));
    watch.started(report.marksExact());
    turn.wake(nowNanos);
  }

  /// Killed; `power` when the machine's power is lost with it.
  public void kill(boolean power) {
    trace.line(world.nowNanos(), "gateway", power ? "loses power" : "is killed");
    watch.looksAt(spool.status(world.nowNanos()));
    watch.killed(disk.healthySinceNanos());
    gone(power);
    disk.crash(power);
  }

  public void stop() {
    stopping = true;
    control(new Input.Stop());
  }

  public boolean stopping() {
    return stopping;
  }

  public void pause(long nanos) {
    coverage.add(Fault.GATEWAY_PAUSED);
    pausedNanos = world.nowNanos() + nanos;
  }

  /// The configuration is read anew, and names this port or does not.
  public void reconfigure(SimPort port, boolean wanted) {
    if (core == null || stopping || port.configured() == wanted) {
      return;
    }
    coverage.add(Fault.GATEWAY_RECONFIGURED);
    if (!wanted) {
      port.configured(false);
    }
    Set<Integer> numbers = new HashSet<>();
    ports.stream().filter(SimPort::configured).forEach(each -> numbers.add(each.number));
    if (wanted) {
      numbers.add(port.number);
    }
    control(
        new Input.Reconfigured(
            settings.withPorts(
                settings.ports().stream().filter(rule -> numbers.contains(rule.port())).toList()),
            null));
    if (wanted) {
      port.configured(true);
    }
  }

  public boolean running() {
    return core != null;
  }

  public long inputs() {
    return inputs;
  }

  public Spool spool() {
    return spool;
  }

  /// Null while it does not run.
  public State state() {
    if (core == null) {
      return null;
    }
    step(world.nowNanos(), new Input.Asked(1, new Question.State()));
    return state;
  }

  private void gone(boolean power) {
    core = null;
    control.clear();
    commands.clear();
    disk.attach(_ -> {});
    uplink.gatewayGone(power);
    ports.forEach(port -> port.attach(null));
  }

  // --- its inbox ---

  public void control(Input input) {
    if (core != null) {
      control.add(input);
      wake();
    }
  }

  public boolean command(Input.Arrived arrived) {
    if (core == null || commands.size() >= COMMAND_LIMIT) {
      return false;
    }
    commands.add(arrived);
    wake();
    return true;
  }

  public void wake() {
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
    stoppedCleanly = core.synced() && settings.store().durable();
    watch.stopped(stoppedCleanly);
    gone(false);
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
      case Input.PortBytes(int port, byte[] bytes) -> watch.read(port, bytes);
      case Input.PortUp(int port, _) -> watch.opened(port);
      default -> {}
    }
    core.step(nowNanos, input);
    if (inputs % LOOK_EVERY == 0) {
      watch.looksAt(spool.status(nowNanos));
    }
  }

  // --- its effects ---

  @Override
  public boolean send(int number, byte[] bytes) {
    if (trace.on()) {
      trace.bytes(world.nowNanos(), "port" + number, "<", bytes);
    }
    watch.told(number, bytes);
    return ports.get(number).write(bytes);
  }

  @Override
  public void reopen(int number, boolean reset) {
    ports.get(number).reopen(reset);
  }

  @Override
  public void broker(boolean up) {}

  @Override
  public void log(Level level, String event, String subject, String words) {
    trace.line(world.nowNanos(), "log", event + " " + subject + ": " + words);
    watch.logged(event, subject, words);
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
