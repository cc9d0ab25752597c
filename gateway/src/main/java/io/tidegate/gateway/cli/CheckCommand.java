package io.tidegate.gateway.cli;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.config.ConfigurationResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description = "Reads a configuration and says what is wrong with it, with file, line and key.",
    footerHeading = "%nExample:%n",
    footer = {"  tidegate check /etc/tidegate/tidegate.yaml"})
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Default: tidegate.yaml, else /etc/tidegate/tidegate.yaml.")
  private Path file;

  @Override
  public Integer call() throws Trouble {
    Path found = Configurations.find(file);
    if (found == null) {
      throw new Trouble(
          ExitCode.CONFIGURATION,
          "there is neither tidegate.yaml here nor /etc/tidegate/tidegate.yaml; name a file");
    }
    ConfigurationResult.Ready ready = Configurations.read(found);
    PrintWriter out = spec.commandLine().getOut();
    Configuration configuration = ready.configuration();
    out.println(found + " is good");
    out.println("  gateway   " + configuration.settings().gateway());
    configuration.mqtt().servers().forEach(server -> out.println("  broker    " + server));
    configuration
        .ports()
        .forEach(
            port ->
                out.println(
                    "  port      "
                        + port.label()
                        + ": "
                        + port.match().shown()
                        + ", "
                        + port.baud()
                        + " baud"));
    out.println("  spool     " + configuration.spoolFolder());
    out.println("  runtime   " + configuration.runtimeFolder());
    ready.warnings().forEach(warning -> out.println("warning: " + warning));
    out.flush();
    return ExitCode.OK.code;
  }
}
