package io.tidegate.gateway.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.link.Channel;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.LinkFirmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.PlainFirmware;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.pty.Place;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.text.LineFormat;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Simulated boards on pseudo-terminals, a real broker, the recording proxy before it, and the
/// gateway's process between them.
final class Site implements AutoCloseable {
  /// Fast lines: what is tried is the gateway, not the patience of the tests.
  private static final int BAUD = 921_600;

  private static final String BOOT = "\r\n ets Jan  8 2013,rst cause:2, boot mode:(3,6)\r\n";

  /// One board, and what is known of it without asking the gateway.
  static final class Watched {
    final String name;
    final boolean link;
    final AtomicLong measured = new AtomicLong();
    Place place;

    /// Numbers of the lines that went whole into the port while it was open, with the time.
    private final List<long[]> linesTaken = new ArrayList<>();

    private final StringBuilder line = new StringBuilder();
    private boolean whole;

    Watched(String name, boolean link) {
      this.name = name;
      this.link = link;
    }

    String topic() {
      return "/sensors/" + name;
    }

    /// Numbers of lines taken between two times of System.nanoTime.
    synchronized List<Long> taken(long fromNanos, long toNanos) {
      return linesTaken.stream()
          .filter(each -> each[1] - fromNanos >= 0 && each[1] - toNanos < 0)
          .map(each -> each[0])
          .toList();
    }

    private synchronized void sent(byte[] bytes, int length, int taken) {
      for (int i = 0; i < taken; i++) {
        if (bytes[i] == '\n') {
          Matcher number = NUMBER.matcher(line);
          if (whole && number.find()) {
            linesTaken.add(new long[] {Long.parseLong(number.group(1)), System.nanoTime()});
          }
          line.setLength(0);
          whole = true;
        } else {
          line.append((char) bytes[i]);
        }
      }
      if (taken < length) {
        broken();
      }
    }

    private synchronized void broken() {
      line.setLength(0);
      whole = false;
    }
  }

  private static final Pattern NUMBER = Pattern.compile("(?:\"n\":|^n[:=])(\\d+)");

  final Accounts accounts = new Accounts();
  final MosquittoProcess broker;
  final RecordingProxy proxy;
  final Map<String, Watched> boards = new LinkedHashMap<>();
  private final Path folder;
  private final Rack rack = new Rack(new World(4711));
  private final List<String> ports = new ArrayList<>();
  private final List<String> further = new ArrayList<>();
  GatewayProcess gateway;
  long startedNanos;

  Site(Path folder) throws IOException {
    this.folder = folder;
    this.broker = MosquittoProcess.open(folder.resolve("broker"));
    this.proxy = new RecordingProxy(broker.port(), accounts);
  }

  /// A board that speaks the link, with memory for a restart of the gateway.
  Watched linkBoard(String name, long periodNanos) throws IOException {
    Watched watched = new Watched(name, true);
    LinkSettings settings =
        new LinkSettings(
            name,
            "sim/1",
            8_192,
            256,
            "-",
            BAUD / 10,
            List.of(
                Channel.gauge("n", "-", 0),
                Channel.gauge("temperature", "C", 2),
                Channel.relay("relay")));
    CommandHandler obeys = (_, _) -> new CommandHandler.Answer(CommandCode.OK, "");
    LinkFirmware firmware = new LinkFirmware(settings, model(watched, periodNanos), obeys);
    add(watched, new Microcontroller(chip(1_024), firmware), "auto", "");
    return watched;
  }

  /// A board that prints JSON lines with its id.
  Watched jsonBoard(String name, long periodNanos) throws IOException {
    Watched watched = new Watched(name, false);
    PlainFirmware firmware = new PlainFirmware(model(watched, periodNanos), LineFormat.json(name));
    add(watched, new Microcontroller(chip(64), firmware), "auto", "");
    return watched;
  }

  /// A board that prints for the serial plotter and says no name: the configuration names it.
  Watched plotterBoard(String name, long periodNanos) throws IOException {
    Watched watched = new Watched(name, false);
    PlainFirmware firmware = new PlainFirmware(model(watched, periodNanos), LineFormat.plotter());
    add(watched, new Microcontroller(chip(64), firmware), "key_value", name);
    return watched;
  }

  /// A port that no board of ours stands behind.
  void port(String name, Path path, String decode) {
    ports.add("  - path: " + path);
    ports.add("    name: " + name);
    ports.add("    decode: " + decode);
  }

  /// Lines for the configuration file, at its end.
  void configure(String... lines) {
    further.addAll(List.of(lines));
  }

  private static Model model(Watched watched, long periodNanos) {
    return new Model(
        List.of(Gauge.of("temperature", 2, Signal.sine(21, 4, 600_000_000_000L))),
        periodNanos,
        (Measurement measurement) -> watched.measured.set(measurement.number()));
  }

  private static Chip chip(int inputBytes) {
    return Chip.plain(BOOT.getBytes(ISO_8859_1), 20_000_000, inputBytes);
  }

  private void add(Watched watched, Microcontroller board, String decode, String device)
      throws IOException {
    PortPlan.Tap tap =
        new PortPlan.Tap() {
          @Override
          public void sent(byte[] bytes, int length, int taken) {
            watched.sent(bytes, length, taken);
          }

          @Override
          public void cut() {
            watched.broken();
          }
        };
    Path link = folder.resolve("tty-" + watched.name);
    watched.place = rack.add(board, new PortPlan(link, BAUD, true, LineFaults.NONE, tap));
    boards.put(watched.name, watched);
    port(watched.name, link, decode);
    if (!device.isEmpty()) {
      ports.add("    device: " + device);
    }
  }

  Path configuration() throws IOException {
    List<String> lines =
        new ArrayList<>(GatewayProcess.configuration(proxy.port(), folder.resolve("gateway")));
    lines.add("ports:");
    lines.addAll(ports);
    lines.addAll(further);
    return Files.write(folder.resolve("tidegate.yaml"), lines);
  }

  /// Starts the gateway and waits until all boards' ports are open.
  void start() throws IOException {
    gateway = GatewayProcess.run(configuration());
    startedNanos = startedNanos == 0 ? System.nanoTime() : startedNanos;
    boards.values().stream()
        .filter(each -> each.place.isPlugged())
        .forEach(each -> gateway.awaitPort(each.name));
  }

  /// Waits until every measurement that link boards have made by now is delivered, and until plain
  /// boards have been heard of since.
  void awaitDrained(long limitMillis) {
    Map<Watched, Long> goals = new LinkedHashMap<>();
    boards.values().forEach(each -> goals.put(each, each.measured.get()));
    Eventually.await(
        limitMillis,
        () ->
            goals.entrySet().stream().allMatch(goal -> isDelivered(goal.getKey(), goal.getValue())),
        () -> state(goals));
  }

  private boolean isDelivered(Watched board, long number) {
    return board.link
        ? accounts.missing(board.topic(), number, number).isEmpty()
        : accounts.lastDelivered(board.topic()) >= number;
  }

  private String state(Map<Watched, Long> goals) {
    StringBuilder text = new StringBuilder();
    goals.forEach(
        (board, goal) ->
            text.append(board.name + ": wanted " + goal + ", newest delivered ")
                .append(accounts.lastDelivered(board.topic()) + "; "));
    List<String> log = gateway.process().lines();
    text.append("\n")
        .append(String.join("\n", log.subList(Math.max(0, log.size() - 30), log.size())));
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    if (gateway != null) {
      gateway.close();
    }
    rack.close();
    proxy.close();
    broker.close();
  }
}
