package io.tidegate.gateway.lab;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.core.State;
import io.tidegate.gateway.lab.twin.Coverage;
import io.tidegate.gateway.lab.twin.LanUplink;
import io.tidegate.gateway.lab.twin.SimAdapter;
import io.tidegate.gateway.lab.twin.SimClock;
import io.tidegate.gateway.lab.twin.SimDisk;
import io.tidegate.gateway.lab.twin.SimGateway;
import io.tidegate.gateway.lab.twin.SimPort;
import io.tidegate.gateway.lab.twin.Trace;
import io.tidegate.gateway.lab.twin.Watch;
import io.tidegate.gateway.serial.SerialPortSettings;
import io.tidegate.gateway.serial.SerialPortSettings.LinePolicy;
import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Wiring;
import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.check.Lines;
import io.tidegate.sim.check.Seen;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.proxy.LanProxy;
import io.tidegate.sim.scenario.Air;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.Seat;
import io.tidegate.sim.scenario.Stage;
import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// A whole site in virtual time: boards, lines, the gateway's core with its disk, and one broker on
/// a network, for the gateway and for boards with WiFi.
final class LabStage implements Stage, Watch, AutoCloseable {
  /// More happens at one moment only when something is due for ever.
  private static final int EVENTS_AT_ONE_TIME = 200_000;

  /// Where the broker is, whatever the gateway's configuration calls it.
  private static final String BROKER_HOST = "broker";

  /// Where it really is: what befalls the network is between the two.
  private static final String BEHIND = "behind";

  private static final int BROKER_PORT = 1_883;

  /// The port of a board that does not hang on the gateway.
  private static final int NO_PORT = -1;

  private static final int USUAL_BAUD = 115_200;

  private final World world;
  private final Coverage coverage = new Coverage();
  private final Scenario scenario;
  private final Configuration configuration;
  private final LanProxy proxy;
  private final Air air;
  private final SimDisk disk;
  private final SimGateway gateway;
  private final LabVoice voice;
  private final Map<String, LabSeat> seats = new LinkedHashMap<>();
  private final List<SimPort> ports = new ArrayList<>();

  /// Those that the gateway's configuration does not know.
  private final Map<String, SimPort> elsewhere = new TreeMap<>();

  private final Transcript transcript;
  private Run run;

  /// `configuration` has a port for each board, labelled with its name; one with WiFi need not have
  /// any.
  LabStage(Scenario scenario, Configuration configuration, Transcript transcript) {
    this.scenario = scenario;
    this.configuration = configuration;
    this.transcript = transcript;
    this.world = new World(scenario.seed());
    this.disk = new SimDisk(world, this, coverage, Trace.OFF);
    Lan lan = new Lan(world);
    VirtualBroker broker = new VirtualBroker(world, this::taken);
    lan.listen(BEHIND, BROKER_PORT, broker);
    this.proxy = new LanProxy(world, lan, BROKER_HOST, BEHIND, BROKER_PORT, scenario.seed());
    this.air = new Air(world, scenario.wifi(), lan, BROKER_HOST, BROKER_PORT);
    SimClock clock = new SimClock();
    this.voice = new LabVoice(world, broker, clock);
    Network anyName = (_, _, changed) -> lan.connect(BROKER_HOST, BROKER_PORT, changed);
    this.gateway =
        new SimGateway(
            world,
            configuration.settings(),
            disk,
            new LanUplink(world, anyName, configuration.mqtt()),
            clock,
            this,
            coverage,
            Trace.OFF);
    Map<String, BoardPlan> plans = new TreeMap<>();
    scenario.boards().forEach(plan -> plans.put(plan.name(), plan));
    for (SerialPortSettings settings : configuration.ports()) {
      BoardPlan plan = plans.remove(settings.label());
      SimPort.Plan as = new SimPort.Plan(settings.label(), settings.baud(), settings.lines());
      ports.add(port(settings.port(), as, plan));
    }
    gateway.ports(ports);
    plans.forEach((name, plan) -> elsewhere.put(name, port(NO_PORT, unknown(name), plan)));
  }

  private static SimPort.Plan unknown(String label) {
    return new SimPort.Plan(label, USUAL_BAUD, LinePolicy.LEAVE);
  }

  /// `plan` is null where no board hangs.
  private SimPort port(int number, SimPort.Plan as, BoardPlan plan) {
    SimAdapter adapter = plan == null ? nobody() : adapter(plan);
    SimPort port = new SimPort(number, as, adapter, world, coverage);
    if (plan == null) {
      port.unplug();
    }
    return port;
  }

  private SimAdapter nobody() {
    return new SimAdapter(
        new SimAdapter.Plan(USUAL_BAUD, true, Wiring.NONE), new Nobody(), world, coverage);
  }

  private SimAdapter adapter(BoardPlan plan) {
    String name = plan.name();
    Built built =
        plan.build(
            scenario.seed(),
            air,
            measured -> see(new Seen.Measured(run.nanos(), name, measured.number())));
    Lines lines = new Lines(text -> see(new Seen.Line(run.nanos(), name, text)));
    Board heard =
        new HeardBoard(
            built.board(),
            (bytes, length) -> {
              transcript.bytes(world.nowNanos(), name, bytes, length);
              lines.add(bytes, length);
            });
    SimAdapter adapter =
        new SimAdapter(
            new SimAdapter.Plan(plan.baud(), true, plan.wiring()), heard, world, coverage);
    adapter.cable().faults(plan.lineFaults());
    built.wakeBy(adapter.cable());
    built.publishTo(message -> published(name, message));
    built.tellTo(words -> tell(name, words));
    seats.put(name, new LabSeat(built, adapter));
    return adapter;
  }

  /// The broker has taken a message, of the gateway or of a board with WiFi.
  private void taken(Packet.Publish message) {
    String topic = message.topic();
    transcript.message(world.nowNanos(), topic, message.payload());
    if (run != null && scenario.listensTo(topic)) {
      see(new Seen.Message(run.nanos(), topic, message.payload(), false));
    }
  }

  /// A sketch has, by its own connection.
  private void published(String board, Packet.Publish message) {
    if (scenario.listensTo(message.topic())) {
      see(new Seen.Published(run.nanos(), board, message.topic(), message.payload()));
    }
  }

  private void tell(String board, String words) {
    transcript.line(world.nowNanos(), board, words);
    run.tell(board + ": " + words);
  }

  /// No process of a board is left.
  @Override
  public void close() {
    seats.values().forEach(each -> each.built().close());
  }

  private void see(Seen seen) {
    if (run != null) {
      run.see(seen);
    }
  }

  /// Plays it to its end. `now` is told the time, in virtual nanoseconds, after each second of it.
  void play(Run played, LongConsumer now) {
    run = played;
    gateway.start();
    run.begin();
    world.quietUntil(Long.MAX_VALUE);
    long second = 0;
    while (!run.isOver()) {
      moment();
      if (world.nowNanos() >= second) {
        second = world.nowNanos() + 1_000_000_000L;
        now.accept(run.nanos());
        if (!run.isMeasuring()) {
          count();
        }
      }
    }
    seats.values().forEach(each -> each.built().tellLosses());
  }

  /// Everything that happens at the next time at which anything does.
  private void moment() {
    long nanos = world.dueNanos();
    int events = 0;
    while (world.runNext(nanos)) {
      if (++events > EVENTS_AT_ONE_TIME) {
        throw new IllegalStateException("the same moment does not end: something is due for ever");
      }
    }
  }

  /// The gateway's counters as they are now.
  private void count() {
    State state = gateway.state();
    if (state != null) {
      see(new Seen.Counted(run.nanos(), state.counters()));
    }
  }

  State gatewayState() {
    return gateway.state();
  }

  long inputs() {
    return gateway.inputs();
  }

  // --- as the stage ---

  @Override
  public World world() {
    return world;
  }

  @Override
  public Seat seat(String board) {
    return seats.get(board);
  }

  @Override
  public void move(SequencedMap<String, String> names) {
    SequencedMap<SimAdapter, SimPort> moves = new LinkedHashMap<>();
    names.forEach((board, name) -> moves.put(seats.get(board).adapter(), named(name)));
    SimPort.move(moves);
  }

  private SimPort named(String label) {
    for (SimPort port : ports) {
      if (port.label().equals(label)) {
        return port;
      }
    }
    return elsewhere.computeIfAbsent(label, name -> port(NO_PORT, unknown(name), null));
  }

  @Override
  public Way way() {
    return new LabWay(proxy);
  }

  @Override
  public Air air() {
    return air;
  }

  @Override
  public Process process() {
    return new LabProcess(gateway, disk);
  }

  @Override
  public Voice voice() {
    return voice;
  }

  // --- as the watch ---

  @Override
  public void logged(String event, String subject, String words) {
    transcript.line(world.nowNanos(), "gateway", event + " " + subject + ": " + words);
  }

  /// A port of the configuration that no board of the scenario hangs on.
  private static final class Nobody implements Board {
    @Override
    public void receive(byte[] bytes, int length, long nowNanos) {}

    @Override
    public void pin(int pin, int level, long nowNanos) {}

    @Override
    public long run(long nowNanos, Outside out) {
      return Long.MAX_VALUE;
    }
  }
}
