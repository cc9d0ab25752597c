package io.tidegate.gateway.cli;

import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.ops.ControlClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "port",
    synopsisSubcommandLabel = "release|take",
    description =
        "Lets go of a port of the running gateway, to upload a sketch, and takes it back.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate port release /dev/ttyUSB0 --for 2m && arduino-cli upload ...",
      "  tidegate port take /dev/ttyUSB0"
    },
    subcommands = {PortCommand.Release.class, PortCommand.Take.class})
final class PortCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "expected `port release PORT` or `port take PORT`");
  }

  @Command(
      name = "release",
      description = "Closes a port and leaves it alone for a while; then it is taken back.")
  static final class Release implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Help help;
    @Mixin private RunningGateway gateway;

    @Parameters(paramLabel = "PORT", description = "Its label or its path.")
    private String port;

    @Option(
        names = "--for",
        paramLabel = "TIME",
        defaultValue = "2m",
        converter = Durations.class,
        description = "How long; 1h at most. Default: ${DEFAULT-VALUE}.")
    private Duration time;

    @Override
    public Integer call() throws Exception {
      Durations.check(spec, "--for", time, ControlClient.RELEASE_LIMIT_MILLIS);
      RunningGateway.Answer answer =
          gateway.ask(
              new JsonWriter()
                  .add("ask", "release")
                  .add("port", port)
                  .add("for_ms", time.toMillis())
                  .toString());
      spec.commandLine()
          .getOut()
          .println(
              Json.text(answer.json(), "released")
                  + " is released for "
                  + Quantities.millis(time.toMillis())
                  + "; `tidegate port take "
                  + port
                  + "` takes it back sooner");
      return ExitCode.OK.code;
    }
  }

  @Command(name = "take", description = "Takes a released port back.")
  static final class Take implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Help help;
    @Mixin private RunningGateway gateway;

    @Parameters(paramLabel = "PORT", description = "Its label or its path.")
    private String port;

    @Override
    public Integer call() throws Exception {
      RunningGateway.Answer answer =
          gateway.ask(new JsonWriter().add("ask", "take").add("port", port).toString());
      spec.commandLine()
          .getOut()
          .println(Json.text(answer.json(), "taken") + " is the gateway's again");
      return ExitCode.OK.code;
    }
  }
}
