package io.tidegate.gateway.run;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.link.Channel;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.config.ConfigurationReader;
import io.tidegate.gateway.config.HostFacts;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.ops.ControlClient;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.LinkFirmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.PlainFirmware;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.pty.Place;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.text.LineFormat;
import io.tidegate.sim.world.World;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A small site in one folder: boards on pseudo-terminals, and a gateway that reads its
/// configuration from a text, as a person would write it.
public final class Site implements AutoCloseable {
  private static final long PERIOD_NANOS = 50_000_000;

  public final Path folder;
  private final Rack rack = new Rack(new World(1));
  private final StringBuilder ports = new StringBuilder();
  private final List<String> log = new ArrayList<>();
  private final List<Gateway> gateways = new ArrayList<>();

  public Site(Path folder) {
    this.folder = folder;
  }

  /// A board that speaks the link: measures `temperature`, has a switch `led`. Its memory is large,
  /// so that nothing is lost there however slow this machine is.
  public Place link(String device) throws IOException {
    LinkSettings settings =
        LinkSettings.of(device, 4_096, Channel.gauge("temperature", "C", 2), Channel.relay("led"));
    return add(
        device,
        new LinkFirmware(
            settings, model(), (_, value) -> new CommandHandler.Answer(CommandCode.OK, value)));
  }

  /// A board that prints JSON lines.
  public Place plain(String device) throws IOException {
    return add(device, new PlainFirmware(model(), LineFormat.json(device)));
  }

  private static Model model() {
    return new Model(
        List.of(Gauge.of("temperature", 2, Signal.steady(21.5))), PERIOD_NANOS, _ -> {});
  }

  private Place add(String name, Firmware firmware) throws IOException {
    Path link = folder.resolve("tty-" + name);
    ports.append("  - path: ").append(link).append("\n    name: ").append(name).append('\n');
    return rack.add(new Microcontroller(Chip.silent(256), firmware), PortPlan.of(link));
  }

  /// The configuration for this broker; `more` are further lines of it.
  public String yaml(int brokerPort, String... more) {
    return "broker: tcp://127.0.0.1:"
        + brokerPort
        + "\ngateway: gw\nruntime_folder: "
        + runtime()
        + "\nspool:\n  folder: "
        + folder.resolve("spool")
        + "\n"
        + (ports.isEmpty() ? "" : "ports:\n" + ports)
        + String.join("\n", more)
        + "\n";
  }

  public Path runtime() {
    return folder.resolve("run");
  }

  public Configuration configuration(int brokerPort, String... more) {
    return read(yaml(brokerPort, more));
  }

  public Configuration read(String yaml) {
    ConfigurationReader reader =
        new ConfigurationReader(_ -> null, new HostFacts("host", "", Version.TEXT));
    return switch (reader.parse(yaml, folder.resolve("tidegate.yaml"))) {
      case Result.Ready<Configuration> ready -> ready.value();
      case Result.Refused<Configuration> refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  /// A gateway that is ended with the site at the latest.
  public Gateway start(Configuration configuration) throws StartFailure {
    return start(configuration, UnaryOperator.identity());
  }

  public Gateway start(Configuration configuration, UnaryOperator<Surroundings> around)
      throws StartFailure {
    Gateway gateway = new Gateway(configuration, around.apply(Surroundings.with(this::write)));
    gateways.add(gateway);
    gateway.start();
    return gateway;
  }

  private void write(Journal.Level level, String event, String subject, String words) {
    synchronized (log) {
      log.add(level + " " + event + " " + subject + ": " + words);
    }
  }

  public List<String> log() {
    synchronized (log) {
      return new ArrayList<>(log);
    }
  }

  public void awaitLog(String part) {
    Eventually.await(
        10_000,
        () -> log().stream().anyMatch(line -> line.contains(part)),
        () -> "a log line with '" + part + "'; there are " + log());
  }

  /// One request at the control socket.
  public String ask(String request) throws IOException {
    try (ControlClient client = ControlClient.connect(runtime())) {
      return client.ask(request);
    }
  }

  /// Messages in the spool.
  public long waiting() {
    return number("{\"ask\":\"buffer\"}", "waiting");
  }

  /// Messages on their way to the broker.
  public long inFlight() {
    return number("{\"ask\":\"status\"}", "in_flight");
  }

  private long number(String request, String member) {
    try {
      return Long.parseLong(ask(request).replaceAll(".*\"" + member + "\":(\\d+),.*", "$1"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    gateways.forEach(Gateway::stop);
    rack.close();
  }
}
