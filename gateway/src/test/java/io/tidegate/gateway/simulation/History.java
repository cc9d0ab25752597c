package io.tidegate.gateway.simulation;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.link.Channel;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.gateway.core.State;
import io.tidegate.gateway.device.Decoding;
import io.tidegate.gateway.lab.twin.Coverage;
import io.tidegate.gateway.lab.twin.SimAdapter;
import io.tidegate.gateway.lab.twin.SimBroker;
import io.tidegate.gateway.lab.twin.SimClock;
import io.tidegate.gateway.lab.twin.SimDisk;
import io.tidegate.gateway.lab.twin.SimGateway;
import io.tidegate.gateway.lab.twin.SimPort;
import io.tidegate.gateway.lab.twin.Trace;
import io.tidegate.gateway.lab.twin.Violation;
import io.tidegate.gateway.serial.SerialPortSettings.LinePolicy;
import io.tidegate.gateway.spool.SpoolStatus;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.LinkFirmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.PlainFirmware;
import io.tidegate.sim.board.Wiring;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.text.LineFormat;
import io.tidegate.sim.world.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// One site from one seed: boards, lines, the gateway, its disk, the broker, whoever commands, and
/// trouble; then everything heals and must drain.
final class History {
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY_NANOS = 86_400 * SECOND;
  private static final long HEALING_LIMIT_NANOS = 900 * SECOND;
  private static final int EVENTS_AT_ONE_TIME = 200_000;
  private static final byte[] BOOT_TEXT =
      "\n ets Jan  8 2013,rst cause:2, boot mode:(3,7)\r\n\u0080\u00fe~1{\r\n"
          .getBytes(StandardCharsets.ISO_8859_1);

  private final long seed;
  private final long inputs;
  private final long troubledNanos;
  private final World world;
  private final Plan plan;
  private final Coverage coverage = new Coverage();
  private final Judge judge;
  private final SimDisk disk;
  private final SimBroker broker;
  private final SimClock clock = new SimClock();
  private final SimGateway gateway;
  private final List<SimPort> ports = new ArrayList<>();
  private final List<Model> models = new ArrayList<>();
  private final Commander commander;
  private final Troubles troubles;

  /// `inputs`: how many the core gets before everything heals.
  History(long seed, long inputs, Trace trace) {
    this(
        seed,
        Plan.draw(new SplittableRandom(~seed)).withRules(new SplittableRandom(seed)),
        inputs,
        0,
        trace);
  }

  /// The site of a seed at the pace of days; everything heals after so many.
  static History ofDays(long seed, long days, Trace trace) {
    Plan plan = Plan.draw(new SplittableRandom(~seed)).calm();
    return new History(seed, plan, 0, days * DAY_NANOS, trace);
  }

  private History(long seed, Plan plan, long inputs, long troubledNanos, Trace trace) {
    this.seed = seed;
    this.inputs = inputs;
    this.troubledNanos = troubledNanos;
    this.world = new World(seed);
    this.plan = plan;
    this.judge = new Judge(plan, world, clock, coverage);
    this.disk = new SimDisk(world, judge, coverage, trace);
    int window = plan.settings().delivery().window();
    this.broker = new SimBroker(world, judge, window, coverage, trace);
    this.gateway =
        new SimGateway(world, plan.settings(), disk, broker, clock, judge, coverage, trace);
    for (int i = 0; i < plan.boards().size(); i++) {
      ports.add(port(i, plan.boards().get(i)));
    }
    gateway.ports(ports);
    this.commander = new Commander(world, broker, clock, judge.commands(), plan);
    this.troubles =
        new Troubles(world, plan, ports, disk, broker, clock, gateway, judge, coverage, trace);
  }

  /// Throws a [Violation], or whatever the core threw.
  Coverage run() {
    gateway.start();
    while (gateway.inputs() < inputs || world.nowNanos() < troubledNanos) {
      oneTime(Long.MAX_VALUE);
    }
    troubles.heal();
    commander.stop();
    runFor(10 * SECOND);
    models.forEach(Model::end);
    drain();
    State state = gateway.state();
    state.boards().forEach(each -> judge.counted(each.device(), state.run(), each.heldBack()));
    judge.ends();
    ports.forEach(SimPort::countFaults);
    return coverage;
  }

  long inputs() {
    return gateway.inputs();
  }

  /// When it has run.
  Tally tally() {
    Tally tally = Tally.NONE;
    for (int i = 0; i < ports.size(); i++) {
      tally = tally.plus(Tally.of(judge.board(i)));
    }
    return tally;
  }

  private SimPort port(int number, Plan.BoardPlan board) {
    Model model =
        new Model(
            List.of(
                Gauge.of(
                    "t", 2, Signal.walk(20, 0.6, board.periodNanos(), -10, 50, world.chance()))),
            board.periodNanos(),
            measurement -> judge.measured(number, measurement));
    models.add(model);
    boolean faultsUpward = !board.cleanLine() || board.link();
    SimAdapter adapter =
        new SimAdapter(
            new SimAdapter.Plan(board.baud(), faultsUpward, Wiring.TWO_TRANSISTORS),
            new Microcontroller(chip(board), firmware(number, board, model)),
            world,
            coverage);
    LinePolicy policy = board.resetByOpening() ? LinePolicy.PULSE : LinePolicy.LEAVE;
    return new SimPort(
        number, new SimPort.Plan("port" + number, board.baud(), policy), adapter, world, coverage);
  }

  /// Where noise is told from readings, an ESP8266 with its ROM's text at a speed of its own.
  private static Chip chip(Plan.BoardPlan board) {
    return switch (board.decoding()) {
      case AUTO, LINK, JSON -> Chip.ESP8266.withBaud(board.baud());
      case KEY_VALUE, CSV -> Chip.plain(BOOT_TEXT, 50_000_000L, 256);
    };
  }

  private Firmware firmware(int number, Plan.BoardPlan board, Model model) {
    if (!board.link()) {
      return new PlainFirmware(model, format(board.decoding()));
    }
    LinkSettings settings =
        new LinkSettings(
            board.device(),
            "sim/1",
            board.ring(),
            60,
            number % 2 == 0 ? "time" : "-",
            board.baud() / 10,
            List.of(Channel.gauge("t", "Cel", 2), Channel.relay("relay"), Channel.relay("broken")));
    LinkFirmware firmware =
        new LinkFirmware(settings, model, (channel, value) -> obey(board, channel, value));
    judge.board(number).link = firmware.link();
    return firmware;
  }

  private CommandHandler.Answer obey(Plan.BoardPlan board, String channel, String value) {
    judge.commands().done(board.device(), value);
    return channel.equals("broken")
        ? new CommandHandler.Answer(CommandCode.FAILED, "no current")
        : new CommandHandler.Answer(CommandCode.OK, value);
  }

  private static LineFormat format(Decoding decoding) {
    return switch (decoding) {
      case AUTO, LINK, JSON -> LineFormat.json();
      case KEY_VALUE -> LineFormat.plotter();
      case CSV -> LineFormat.csv(false);
    };
  }

  /// All events of the next moment.
  private void oneTime(long untilNanos) {
    long nanos = world.dueNanos();
    if (nanos > untilNanos) {
      world.runNext(untilNanos);
      return;
    }
    int events = 0;
    while (world.runNext(nanos)) {
      if (++events > EVENTS_AT_ONE_TIME) {
        throw new Violation("the same moment does not end: something is due for ever");
      }
    }
  }

  private void runFor(long nanos) {
    long until = world.nowNanos() + nanos;
    while (world.nowNanos() < until) {
      oneTime(until);
    }
  }

  private void drain() {
    long limit = world.nowNanos() + HEALING_LIMIT_NANOS;
    while (!drained()) {
      if (world.nowNanos() > limit) {
        throw new Violation("does not drain: " + left());
      }
      runFor(SECOND);
    }
    // Until the last command has expired and was answered.
    runFor(130 * SECOND);
    for (int i = 0; i < 10 && !drained(); i++) {
      runFor(SECOND);
    }
    judge.require(drained(), "drained, and then not: " + left());
    long most = 4L * plan.limits().segmentBytes() + (64 << 10);
    judge.require(disk.bytes() <= most, "the folder keeps " + disk.bytes() + " bytes");
    String status = Text.of(broker.retained("tidegate/gate/status"));
    judge.require(status.equals("online"), "the status says " + status);
  }

  private boolean drained() {
    for (Plan.BoardPlan board : plan.boards()) {
      var link = judge.board(plan.boards().indexOf(board)).link;
      if (link != null && link.base() < link.next()) {
        return false;
      }
    }
    return broker.isEstablished()
        && broker.inFlight() == 0
        && gateway.running()
        && gateway.spool().status(world.nowNanos()).waiting() == 0;
  }

  private String left() {
    StringBuilder left = new StringBuilder();
    for (int i = 0; i < ports.size(); i++) {
      var link = judge.board(i).link;
      if (link != null) {
        left.append(plan.boards().get(i).device())
            .append(" holds ")
            .append(link.next() - link.base())
            .append(", ");
      }
    }
    SpoolStatus status = gateway.running() ? gateway.spool().status(world.nowNanos()) : null;
    return left.append(broker.inFlight()).append(" under way, spool ").append(status).toString();
  }

  @Override
  public String toString() {
    return "seed " + seed + ", " + plan;
  }
}
