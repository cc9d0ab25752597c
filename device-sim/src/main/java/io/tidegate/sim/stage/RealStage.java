package io.tidegate.sim.stage;

import io.tidegate.sim.check.Lines;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.check.Seen;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.TopicFilter;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.host.HostNetwork;
import io.tidegate.sim.proxy.Proxy;
import io.tidegate.sim.pty.Place;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.scenario.Air;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.Seat;
import io.tidegate.sim.scenario.Stage;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A scenario on real ports, in real time.
///
/// ```
///   boards -> ptys -> the gateway -> proxy -> broker -> ear
///     |  +-- WiFi, if they have it --> +        ^         |
///     |                      +--- published ----+         |
///     +---- measured ----> the run <----- arrived --------+
/// ```
public final class RealStage implements Stage, AutoCloseable {
  private static final long LISTEN_NANOS = 10_000_000L;
  private static final int USUAL_BROKER_PORT = 1883;
  private static final String HERE = "127.0.0.1";
  private static final double LOOK_AT_NETWORK_NANOS = 5e6;

  /// What stands around the boards. `broker` is empty when none is known; `proxyPort` 0 takes a
  /// free one; `command` is empty when the gateway is somebody else's.
  public record Surroundings(
      Function<String, Path> ports, String broker, int proxyPort, List<String> command, Path log) {}

  private final Scenario scenario;
  private final ArrayDeque<AutoCloseable> parts = new ArrayDeque<>();
  private final Function<String, Path> ports;
  private final Map<String, PortSeat> seats = new LinkedHashMap<>();
  private final Map<String, String> lastLines = new TreeMap<>();
  private final World world;
  private final Rack rack;
  private final Air air;
  private final BrokerEar ear;
  private final BrokerVoice voice;
  private final Proxy proxy;
  private final Child child;
  private final Run run;
  private boolean begun;

  /// Everything stands when this returns; boards have no power yet. `told` hears what happens, on
  /// the rack's thread.
  public RealStage(Scenario scenario, Surroundings around, BiConsumer<Long, String> told)
      throws IOException {
    this.scenario = scenario;
    this.ports = around.ports();
    this.world = new World(scenario.seed());
    try {
      String said = around.broker().isEmpty() ? scenario.broker() : around.broker();
      InetSocketAddress broker = said.isEmpty() ? null : BrokerAddress.of(said);
      ear = broker == null ? null : opened(BrokerEar.listen(broker, scenario));
      voice =
          broker == null || scenario.publications().isEmpty()
              ? null
              : opened(BrokerVoice.open(broker));
      proxy = broker == null ? null : opened(proxy(broker, around.proxyPort()));
      if (proxy == null && scenario.hasWifi()) {
        throw new Unplayable(
            "no broker is known, and boards with WiFi connect to one: `broker` in the file, or"
                + " --broker");
      }
      opened(() -> seats.values().forEach(each -> each.built().close()));
      rack = opened(new Rack(world, scenario.speed()));
      air = rack.ask(this::openAir);
      long beganMillis = System.currentTimeMillis();
      air.date(nanos -> beganMillis + nanos / 1_000_000);
      for (BoardPlan plan : scenario.boards()) {
        seat(plan, ports.apply(plan.name()));
      }
      child = opened(new Child(around.command(), around.log()));
      run = new Run(scenario, this, told);
      String unplayable = scenario.unplayable(this, ear != null);
      if (!unplayable.isEmpty()) {
        throw new Unplayable(unplayable);
      }
      if (ear != null) {
        rack.ask(() -> world.add(this::listen));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Proxy proxy(InetSocketAddress broker, int port) throws Unplayable {
    try {
      return Proxy.start(port, broker, scenario.seed());
    } catch (IOException e) {
      throw new Unplayable(e.getMessage());
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  /// What boards with WiFi reach by it; on the rack's thread.
  private Air openAir() throws IOException {
    if (!scenario.hasWifi()) {
      return new Air(world, scenario.wifi(), new Lan(world), HERE, USUAL_BROKER_PORT);
    }
    HostNetwork network = HostNetwork.open();
    opened(
        () ->
            rack.ask(
                () -> {
                  network.close();
                  return null;
                }));
    network.joinWorld(world, (long) (LOOK_AT_NETWORK_NANOS * Math.max(1, scenario.speed())));
    return new Air(world, scenario.wifi(), network, HERE, proxy.port());
  }

  private void seat(BoardPlan plan, Path path) throws IOException {
    rack.ask(
        () -> {
          String name = plan.name();
          Built built =
              plan.build(
                  scenario.seed(),
                  air,
                  measured -> see(new Seen.Measured(nanos(), name, measured.number())));
          Place place = rack.add(built.board(), port(plan, path));
          place.power(false);
          built.wakeBy(place.cable());
          built.publishTo(message -> published(name, message));
          built.tellTo(words -> run.tell(name + ": " + words));
          seats.put(name, new PortSeat(built, place));
          return null;
        });
  }

  private void published(String board, Packet.Publish message) {
    if (scenario.listensTo(message.topic())) {
      see(new Seen.Published(nanos(), board, message.topic(), message.payload()));
    }
  }

  private PortPlan port(BoardPlan plan, Path path) {
    String name = plan.name();
    Lines lines =
        new Lines(
            text -> {
              lastLines.put(name, text);
              see(new Seen.Line(nanos(), name, text));
            });
    PortPlan.Tap tap =
        new PortPlan.Tap() {
          @Override
          public void sent(byte[] bytes, int length, int taken) {
            lines.add(bytes, length);
          }

          @Override
          public void cut() {
            lines.end();
          }
        };
    return PortPlan.of(path)
        .withBaud(plan.baud())
        .withSpeedHeeded(plan.replay() == null)
        .withResetOnOpen(plan.resetOnOpen())
        .withFaults(plan.lineFaults())
        .withTap(tap);
  }

  private long nanos() {
    return run == null ? 0 : run.nanos();
  }

  private void see(Seen seen) {
    if (begun) {
      run.see(seen);
    }
  }

  /// Boards get their power, and time counts.
  public void begin() throws IOException {
    rack.ask(
        () -> {
          begun = true;
          run.begin();
          seats.values().forEach(seat -> seat.power(true));
          return null;
        });
  }

  private long listen(long nowNanos) {
    for (BrokerEar.Heard next = ear.next(); next != null; next = ear.next()) {
      if (TopicFilter.matches(Health.TOPICS, next.topic()) && !next.retained()) {
        see(new Seen.Counted(nanos(), Health.counters(next.payload())));
      }
      if (scenario.listensTo(next.topic())) {
        see(new Seen.Message(nanos(), next.topic(), next.payload(), next.retained()));
      }
    }
    if (voice != null) {
      voice.look();
    }
    return nowNanos + LISTEN_NANOS;
  }

  /// Something is expected that a broker has to tell, and none is known.
  public boolean isDeaf() {
    return ear == null && run.needsBroker();
  }

  /// Something that has to happen on the world's thread.
  public <T> T ask(Callable<T> question) throws IOException {
    return rack.ask(question);
  }

  public Run run() {
    return run;
  }

  /// Where the gateway, and boards with WiFi, reach the broker; 0 when none is known.
  public int proxyPort() {
    return proxy == null ? 0 : proxy.port();
  }

  /// The names of ports that nobody has open, but for those of boards with WiFi, which need nobody.
  /// From any thread.
  public List<String> unopened() {
    return seats.entrySet().stream()
        .filter(each -> each.getValue().station() == null && !each.getValue().place().isOpened())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// What keeps the run from being one; empty while all is well.
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    if (ear != null && !ear.trouble().isEmpty()) {
      troubles.add(ear.trouble());
    }
    if (!child.trouble().isEmpty()) {
      troubles.add(child.trouble());
    }
    return troubles;
  }

  /// As things are now, a line for each board. On the world's thread.
  public List<Glance> glances() {
    List<Glance> glances = new ArrayList<>();
    for (Map.Entry<String, PortSeat> each : seats.entrySet()) {
      PortSeat seat = each.getValue();
      glances.add(
          new Glance(
              each.getKey(),
              seat.station() == null ? null : seat.station().status(),
              seat.place().isPlugged(),
              seat.place().isOpened(),
              seat.built().hasModel()
                  ? seat.model().measured()
                  : run.accounts().of(each.getKey()).measured(),
              seat.built().held(),
              seat.built().doors(),
              lastLines.getOrDefault(each.getKey(), "")));
    }
    return glances;
  }

  /// Ends the gateway; then nothing more can come.
  public Report end(String again) throws IOException {
    child.close();
    List<String> troubles = troubles();
    Report report =
        rack.ask(
            () -> {
              seats.values().forEach(each -> each.built().tellLosses());
              return run.report(troubles, again);
            });
    return ear == null ? report.unheard() : report;
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
    Map<Place, Path> links = new LinkedHashMap<>();
    names.forEach((board, name) -> links.put(seats.get(board).place(), ports.apply(name)));
    try {
      Place.move(links);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Way way() {
    return new ProxyWay(proxy);
  }

  @Override
  public Air air() {
    return air;
  }

  @Override
  public Process process() {
    return child;
  }

  @Override
  public Voice voice() {
    return voice;
  }

  /// Nothing stays: no process, no thread, no port. In the opposite order of their beginning.
  @Override
  public void close() throws IOException {
    IOException first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        if (first == null) {
          first = e instanceof IOException io ? io : new IOException(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
