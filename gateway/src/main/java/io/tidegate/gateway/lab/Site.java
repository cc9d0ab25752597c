package io.tidegate.gateway.lab;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.config.ConfigurationReader;
import io.tidegate.gateway.config.HostFacts;
import io.tidegate.gateway.run.Gateway;
import io.tidegate.gateway.run.StartFailure;
import io.tidegate.gateway.run.Surroundings;
import io.tidegate.gateway.run.Version;
import io.tidegate.sim.broker.Broker;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.proxy.Proxy;
import io.tidegate.sim.pty.Place;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.FirmwareKind;
import io.tidegate.sim.world.World;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// The whole site: its constructor is the wiring diagram.
///
/// ```
///   boards -> ptys -> gateway -> network -> broker -> witness
///     |               spool on disk                      |
///     +------ sent ------> tally <------ delivered ------+
/// ```
final class Site implements AutoCloseable {
  private static final FirmwareKind[] KINDS = {
    FirmwareKind.LINK, FirmwareKind.JSON, FirmwareKind.PLOTTER, FirmwareKind.CSV
  };

  /// Between the board falling silent and its plug being out: what the port holds is read then, so
  /// that a plain line either was sent or was not.
  private static final long PULL_NANOS = 300_000_000L;

  /// A board on its port.
  private record Seat(BoardPlan plan, Built board, Place place) {}

  private final EventLog events;
  private final Tally tally;
  private final ArrayDeque<AutoCloseable> parts = new ArrayDeque<>();
  private final TemporaryFolder folder;
  private final Broker broker;
  private final Proxy network;
  private final Rack rack;
  private final Map<String, Seat> seats = new TreeMap<>(Site::byNumber);
  private final Witness witness;
  private final Gateway gateway;
  private final Feed feed;
  private final long startNanos = System.nanoTime();

  Site(int count, long periodNanos, EventLog events) throws IOException, StartFailure {
    this.events = events;
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add("board" + i);
    }
    try {
      tally = new Tally(names);
      folder = opened(new TemporaryFolder());
      broker = opened(Broker.start(0));
      network = opened(Proxy.to(broker.port()));
      witness = opened(new Witness(broker.port(), tally));
      rack = opened(new Rack(new World(1)));
      Path ports = Files.createDirectory(folder.path().resolve("ports"));
      for (int i = 0; i < count; i++) {
        seat(names.get(i), KINDS[i % KINDS.length], periodNanos, ports);
      }
      Configuration configuration = configuration();
      gateway = new Gateway(configuration, Surroundings.with(events));
      opened(gateway::stop);
      feed = new Feed(configuration.runtimeFolder());
      gateway.start();
    } catch (IOException | StartFailure | RuntimeException e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  /// Like most real boards, these are reset by whoever opens their port.
  private void seat(String name, FirmwareKind kind, long periodNanos, Path ports)
      throws IOException {
    boolean linked = kind == FirmwareKind.LINK;
    BoardPlan wanted = BoardPlan.of(name, kind, kind.usualChip(), periodNanos);
    Built board =
        wanted.build(
            System.nanoTime(),
            measured -> {
              if (linked) {
                tally.sent(name, measured.number());
              }
            });
    PortPlan.Tap tap =
        linked
            ? PortPlan.Tap.NONE
            : new PlainTap(
                kind,
                () -> events.isReading(name),
                number -> tally.sent(name, number),
                number -> tally.perhaps(name, number));
    PortPlan plan =
        PortPlan.of(ports.resolve(name), wanted.chip().chip()).withResetOnOpen(true).withTap(tap);
    seats.put(name, new Seat(wanted, board, rack.add(board.board(), plan)));
  }

  private Configuration configuration() throws IOException {
    Path file = folder.path().resolve("tidegate.yaml");
    Files.writeString(file, yaml());
    ConfigurationReader reader =
        new ConfigurationReader(System::getenv, HostFacts.ofSystem(Version.TEXT));
    return switch (reader.read(file)) {
      case Result.Ready<Configuration> ready -> ready.value();
      case Result.Refused<Configuration> refused ->
          throw new IOException("the demo's own configuration: " + refused.problems());
    };
  }

  /// What a person would write for this site.
  private String yaml() throws IOException {
    StringBuilder yaml = new StringBuilder();
    yaml.append("gateway: demo\n");
    yaml.append("broker: tcp://127.0.0.1:").append(network.port()).append('\n');
    yaml.append("spool:\n  folder: spool\n");
    yaml.append("runtime_folder: run\n");
    yaml.append("mqtt:\n  retry_min: 100 ms\n  retry_max: 1 s\n");
    yaml.append("ports:\n");
    for (Seat seat : seats.values()) {
      yaml.append(LabSettings.port(seat.place().path(), seat.plan()));
    }
    return yaml.toString();
  }

  /// board2 before board10.
  private static int byNumber(String one, String other) {
    return one.length() != other.length()
        ? Integer.compare(one.length(), other.length())
        : one.compareTo(other);
  }

  List<String> boards() {
    return List.copyOf(seats.keySet());
  }

  Tally tally() {
    return tally;
  }

  Feed feed() {
    return feed;
  }

  /// Between gateway and broker.
  void plugNetwork(boolean plugged) {
    if (networkPlugged() != plugged) {
      if (plugged) {
        network.plug();
      } else {
        network.set(new NetFault.Refuse(NetFault.Refusal.CLOSED));
      }
      events.did(plugged ? "the network is back" : "the network is pulled");
    }
  }

  boolean networkPlugged() {
    return network.faults().isEmpty();
  }

  /// The board runs on, from a battery as it were: only its cable is pulled.
  void plugBoard(String name, boolean plugged) throws IOException {
    Place place = seats.get(name).place();
    if (place.isPlugged() == plugged) {
      return;
    }
    if (plugged) {
      place.plug();
    } else {
      place.hush();
      long untilNanos = System.nanoTime() + PULL_NANOS;
      while (System.nanoTime() < untilNanos) {
        LockSupport.parkNanos(untilNanos - System.nanoTime());
      }
      place.unplug();
    }
    events.did(name + (plugged ? " is plugged in again" : " is unplugged"));
  }

  boolean boardPlugged(String name) {
    return seats.get(name).place().isPlugged();
  }

  /// As things are now.
  Picture picture() throws IOException {
    Feed.News news = feed.look();
    List<Picture.Board> boards = new ArrayList<>();
    List<Tally.Count> counts = tally.counts();
    int[] held = rack.ask(() -> seats.values().stream().mapToInt(s -> s.board().held()).toArray());
    int place = 0;
    for (Seat seat : seats.values()) {
      Tally.Count count = counts.get(place);
      boards.add(
          new Picture.Board(
              count.board(),
              seat.plan().firmware().wireName(),
              seat.place().isPlugged(),
              Picture.value(count.last(), "temperature"),
              Picture.value(count.last(), "humidity"),
              held[place++],
              count));
    }
    return new Picture(
        (System.nanoTime() - startNanos) / 1_000_000,
        networkPlugged(),
        news,
        feed.mostWaiting(),
        boards,
        tally.strangers(),
        events.last());
  }

  /// Everything plugged in and nothing measured any more: from now on it drains.
  void endMeasuring() throws IOException {
    plugNetwork(true);
    for (String name : boards()) {
      plugBoard(name, true);
    }
    rack.ask(
        () -> {
          seats.values().forEach(seat -> seat.board().model().stop());
          return null;
        });
  }

  /// Why the count is worth nothing; empty when it is.
  String doubts() {
    if (witness.isGone()) {
      return "the counting subscriber was cut off";
    }
    return broker.dropped() == 0 ? "" : "the broker had no room for " + broker.dropped();
  }

  /// Nothing stays: no thread, no port, no file. In the opposite order of their beginning.
  @Override
  public void close() throws IOException {
    IOException first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        IOException trouble = e instanceof IOException io ? io : new IOException(e);
        if (first == null) {
          first = trouble;
        } else {
          first.addSuppressed(trouble);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
