package io.tidegate.gateway.cli;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.config.ConfigurationReader;
import io.tidegate.gateway.config.HostFacts;
import io.tidegate.gateway.config.Paths;
import io.tidegate.gateway.ops.ControlSocket;
import io.tidegate.gateway.run.Version;
import io.tidegate.strict.Problem;
import io.tidegate.strict.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/// Where configuration and runtime folder are when nobody says.
final class Configurations {
  private static final List<Path> USUAL =
      List.of(Path.of("tidegate.yaml"), Path.of("/etc/tidegate/tidegate.yaml"));

  private Configurations() {}

  /// The one given, else the usual one that is there, else null.
  static Path find(Path given) {
    if (given != null) {
      return given;
    }
    for (Path each : USUAL) {
      if (Files.exists(each)) {
        return each;
      }
    }
    return null;
  }

  static Result<Configuration> result(Path file) {
    return result(file, System::getenv);
  }

  /// As a gateway with this environment reads it.
  static Result<Configuration> result(Path file, UnaryOperator<String> environment) {
    return new ConfigurationReader(environment, HostFacts.ofSystem(Version.TEXT)).read(file);
  }

  /// Reads it; what is wrong with it becomes [Trouble], every problem on a line of its own.
  static Result.Ready<Configuration> read(Path file) throws Trouble {
    return switch (result(file)) {
      case Result.Ready<Configuration> ready -> ready;
      case Result.Refused<Configuration>(List<Problem> problems) -> {
        StringBuilder words = new StringBuilder(file + " cannot be used:");
        problems.forEach(problem -> words.append("\n  ").append(problem));
        throw new Trouble(ExitCode.CONFIGURATION, words.toString());
      }
    };
  }

  /// The first usual folder where a gateway has its socket; else the one that the usual
  /// configuration names.
  static Path usualRuntimeFolder() throws Trouble {
    List<Path> usual = Paths.runtimeFolders(System::getenv);
    for (Path each : usual) {
      if (Files.exists(each.resolve(ControlSocket.SOCKET))) {
        return each;
      }
    }
    Path configuration = find(null);
    if (configuration != null) {
      return read(configuration).value().runtimeFolder();
    }
    throw new Trouble(
        ExitCode.NOT_RUNNING,
        "no gateway was found (looked in "
            + String.join(", ", usual.stream().map(Path::toString).toList())
            + "); name its --config or --runtime folder if it runs elsewhere");
  }
}
