package io.tidegate.sim.cli;

import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Result;
import io.tidegate.terminal.Shell;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A scenario and where it is played: what `run` and `test` have in common.
final class Play {
  private static final int MOST_PORT = 65_535;

  @Mixin private Help help;

  @Parameters(index = "0", paramLabel = "SCENARIO", description = "The file.")
  private Path file;

  @Option(names = "--seed", paramLabel = "N", description = "Another seed than the file's.")
  private Long seed;

  @Option(
      names = "--broker",
      paramLabel = "HOST[:PORT]",
      description =
          "Where messages are listened for, and what boards with WiFi connect to; wins over the"
              + " file.")
  private String broker;

  @Option(
      names = "--proxy-port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The port by which a gateway reaches the broker; default: a free one.")
  private int proxyPort;

  @Option(
      names = "--link-dir",
      paramLabel = "FOLDER",
      description = "Where the links to the ports are made, and a program's output is kept.")
  private Path linkFolder;

  /// Null when it cannot be used: what is wrong was told then, a line each.
  Scenario scenario(CommandSpec command) {
    TidegateSim.demand(
        command,
        seed == null || Scenario.isSeed(seed),
        "--seed: expected 0 to " + Scenario.MOST_SEED,
        seed);
    TidegateSim.demand(
        command,
        proxyPort >= 0 && proxyPort <= MOST_PORT,
        "--proxy-port: expected 0 to " + MOST_PORT,
        proxyPort);
    PrintWriter complaints = command.commandLine().getErr();
    Scenario scenario =
        switch (ScenarioReader.read(file)) {
          case Result.Ready<Scenario>(Scenario ready, var warnings) -> {
            warnings.forEach(each -> complaints.println("warning: " + each));
            yield ready;
          }
          case Result.Refused<Scenario>(var problems) -> {
            problems.forEach(complaints::println);
            yield null;
          }
        };
    complaints.flush();
    return scenario == null || seed == null ? scenario : scenario.withSeed(seed);
  }

  LinkFolder folder() throws IOException {
    return LinkFolder.open(linkFolder == null ? LinkFolder.usual() : linkFolder.toAbsolutePath());
  }

  /// Empty where none is said.
  String broker() {
    return broker == null ? "" : broker;
  }

  int proxyPort() {
    return proxyPort;
  }

  /// How to play it again: `more` stands at the end.
  String again(String command, Scenario scenario, List<String> more) {
    List<String> words = new ArrayList<>(List.of("tidegate-sim", command, file.toString()));
    words.addAll(List.of("--seed", Long.toString(scenario.seed())));
    if (broker != null) {
      words.addAll(List.of("--broker", broker));
    }
    if (proxyPort != 0) {
      words.addAll(List.of("--proxy-port", Integer.toString(proxyPort)));
    }
    if (linkFolder != null) {
      words.addAll(List.of("--link-dir", linkFolder.toString()));
    }
    words.addAll(more);
    return Shell.line(words);
  }
}
