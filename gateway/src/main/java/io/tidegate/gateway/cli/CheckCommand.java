package io.tidegate.gateway.cli;

import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.config.Configuration;
import io.tidegate.strict.Problem;
import io.tidegate.strict.Result;
import io.tidegate.strict.Result.Ready;
import io.tidegate.strict.Result.Refused;
import io.tidegate.strict.Unit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description = "Reads a configuration and says what is wrong with it, with file, line and key.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate check /etc/tidegate/tidegate.yaml",
      "  tidegate check --json garden.yaml | jq '.problems[].line'"
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Default: tidegate.yaml, else /etc/tidegate/tidegate.yaml.")
  private Path file;

  @Option(names = "--json", description = "One JSON object: good, problems, warnings.")
  private boolean json;

  @Override
  public Integer call() throws Trouble {
    Path found = Configurations.find(file);
    if (found == null) {
      throw new Trouble(
          ExitCode.CONFIGURATION,
          "there is neither tidegate.yaml here nor /etc/tidegate/tidegate.yaml; name a file");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      return report(Configurations.result(found), out).code;
    }
    Ready<Configuration> ready = Configurations.read(found);
    Configuration configuration = ready.value();
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
    configuration
        .gpio()
        .sensors()
        .forEach(
            sensor ->
                out.println(
                    "  sensor    "
                        + sensor.name()
                        + ": "
                        + sensor.source().shown()
                        + ", every "
                        + Unit.TIME.shown(sensor.everyNanos())));
    out.println("  spool     " + configuration.spoolFolder());
    out.println("  runtime   " + configuration.runtimeFolder());
    ready.warnings().forEach(warning -> out.println("warning: " + warning));
    out.flush();
    return ExitCode.OK.code;
  }

  /// For an editor, or for whoever hands out configurations.
  private static ExitCode report(Result<Configuration> result, PrintWriter out) {
    List<Problem> problems =
        result instanceof Refused<Configuration> refused ? refused.problems() : List.of();
    List<Problem> warnings =
        result instanceof Ready<Configuration> ready ? ready.warnings() : List.of();
    out.println(
        new JsonWriter()
            .add("good", problems.isEmpty())
            .addRaw("problems", array(problems))
            .addRaw("warnings", array(warnings)));
    out.flush();
    return problems.isEmpty() ? ExitCode.OK : ExitCode.CONFIGURATION;
  }

  private static String json(Problem problem) {
    return new JsonWriter()
        .add("file", problem.file())
        .add("line", problem.line())
        .add("key", problem.key())
        .add("words", problem.words())
        .toString();
  }

  private static String array(List<Problem> problems) {
    return problems.stream().map(CheckCommand::json).collect(Collectors.joining(",", "[", "]"));
  }
}
