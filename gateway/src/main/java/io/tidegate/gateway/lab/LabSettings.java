package io.tidegate.gateway.lab;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.config.ConfigurationReader;
import io.tidegate.gateway.config.HostFacts;
import io.tidegate.gateway.run.Version;
import io.tidegate.gateway.serial.SerialPortSettings;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.FirmwareKind;
import io.tidegate.sim.scenario.Flashed;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.strict.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How the gateway of a lab is set: as the scenario's configuration file says, else with a port for
/// each board without WiFi, decoded as it prints; a scenario that publishes may then command
/// boards.
final class LabSettings {
  private static final HostFacts HOST = new HostFacts("lab", "", Version.TEXT);

  private LabSettings() {}

  static Result<Configuration> of(Scenario scenario) {
    ConfigurationReader reader = new ConfigurationReader(System::getenv, HOST);
    return scenario.gateway().isEmpty()
        ? reader.parse(yaml(scenario), Path.of("the lab's own configuration"))
        : reader.read(Path.of(scenario.gateway()));
  }

  /// Which boards have no port of their name, in words; empty when all have. Those with WiFi need
  /// none.
  static String missing(Scenario scenario, Configuration configuration) {
    List<String> labels = configuration.ports().stream().map(SerialPortSettings::label).toList();
    List<String> missing =
        wired(scenario).map(BoardPlan::name).filter(name -> !labels.contains(name)).toList();
    return missing.isEmpty()
        ? ""
        : "no port for "
            + String.join(", ", missing)
            + ": a board hangs on the port with its name (`name:`, or the end of its path); there"
            + " are "
            + String.join(", ", labels);
  }

  /// What this configuration has and a lab has not, in words; empty when there is no such thing.
  static String absent(Configuration configuration) {
    return configuration.gpio().isUsed()
        ? "gpio: a lab has neither pins nor buses; what is configured there is left out, "
            + "and boards and broker are played without it"
        : "";
  }

  /// What this scenario has and a lab has not, in words, a line each.
  static List<String> absent(Scenario scenario) {
    return scenario.boards().stream()
        .filter(board -> board.program() instanceof Flashed flashed && flashed.hasDoors())
        .map(
            board ->
                board.name()
                    + ": doors: time is virtual in a lab, so nobody of this machine can come in;"
                    + " boards of the lab find its ports at its address")
        .toList();
  }

  private static Stream<BoardPlan> wired(Scenario scenario) {
    return scenario.boards().stream().filter(board -> !board.hasWifi());
  }

  private static String yaml(Scenario scenario) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("gateway: lab\nbroker: tcp://lab:1883\n");
    yaml.append("spool:\n  folder: /lab/spool\nruntime_folder: /lab/run\n");
    if (!scenario.publications().isEmpty()) {
      yaml.append("commands: {allow: all}\n");
    }
    yaml.append("ports:\n");
    if (wired(scenario).findAny().isEmpty()) {
      yaml.append("  - path: /lab/nobody\n");
    }
    wired(scenario).forEach(board -> yaml.append(port(Path.of("/lab", board.name()), board)));
    return yaml.toString();
  }

  /// The board's entry among the ports.
  static String port(Path path, BoardPlan board) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("  - path: ").append(path).append('\n');
    yaml.append("    baud: ").append(board.baud()).append('\n');
    if (board.replay() == null) {
      decoding(yaml, board);
    }
    return yaml.toString();
  }

  /// What a recorded board prints is unknown: its port finds out by itself.
  private static void decoding(StringBuilder yaml, BoardPlan board) {
    switch (board.firmware()) {
      case LINK, JSON, ESPHOME, TASMOTA, TUTORIAL, WIFI_TAUGHT, WIFI_RIGHT, SKETCH -> {}
      case PLOTTER, KEY_VALUE -> yaml.append("    decode: key_value\n");
      case CSV -> yaml.append("    decode: csv\n    csv:\n      header: true\n");
    }
    // a sketch may speak the link, and then says itself who it is
    if (board.firmware() != FirmwareKind.LINK && !board.firmware().isProgram()) {
      yaml.append("    device: ").append(board.name()).append('\n');
    }
  }
}
