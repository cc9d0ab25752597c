package io.tidegate.gateway.cli;

import io.tidegate.bridge.FlatJson;
import io.tidegate.gateway.ops.ControlClient;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where the running gateway is found: the options that several commands share.
final class RunningGateway {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration of the gateway that is meant.")
  private Path configuration;

  @Option(
      names = "--runtime",
      paramLabel = "FOLDER",
      description =
          "The runtime folder of the gateway that is meant. Without either: where a gateway on"
              + " this machine usually has it.")
  private Path runtime;

  Path configuration() {
    return configuration;
  }

  ControlClient connect() throws IOException, Trouble {
    return ControlClient.connect(folder());
  }

  Path folder() throws Trouble {
    if (runtime != null) {
      return runtime;
    }
    return configuration == null
        ? Configurations.usualRuntimeFolder()
        : Configurations.read(configuration).value().runtimeFolder();
  }

  /// One request and its answer. What the gateway refuses becomes [Trouble].
  Answer ask(String request) throws IOException, Trouble {
    try (ControlClient client = connect()) {
      String text = client.ask(request);
      FlatJson json = ControlClient.parse(text);
      refuseError(json);
      return new Answer(text, json);
    }
  }

  static void refuseError(FlatJson json) throws Trouble {
    FlatJson.Member error = json.get("error").orElse(null);
    if (error != null) {
      throw new Trouble(ExitCode.FAILED, error.string());
    }
  }

  /// `text` as it came, for programs.
  record Answer(String text, FlatJson json) {}
}
