package io.tidegate.gateway.cli;

import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.ops.ControlClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "send",
    description = {
      "Sets a channel of a board and waits for the result. The board has to speak the link and call"
          + " the channel writable; a board that is away gets it when it comes back in time."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate send esp-a1b2c3 led on",
      "  tidegate send esp-a1b2c3 setpoint 21.5 --ttl 2m",
      "",
      "The result is ok, failed, busy, nochannel, expired, refused, lost or unknown;",
      "only ok gives the exit code 0."
    })
final class SendCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Help help;
  @Mixin private RunningGateway gateway;

  @Parameters(index = "0", paramLabel = "DEVICE", description = "The board, as topics name it.")
  private String device;

  @Parameters(index = "1", paramLabel = "CHANNEL", description = "The channel to set.")
  private String channel;

  @Parameters(index = "2", paramLabel = "VALUE", description = "What to set it to.")
  private String value;

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Durations.class,
      description =
          "After this time it is not done any more; 10m at most. Default: ${DEFAULT-VALUE}.")
  private Duration ttl;

  @Option(names = "--json", description = "The result as a JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Durations.check(spec, "--ttl", ttl, ControlClient.TTL_LIMIT_MILLIS);
    String request =
        new JsonWriter()
            .add("ask", "send")
            .add("device", device)
            .add("channel", channel)
            .add("value", value)
            .add("ttl_ms", ttl.toMillis())
            .toString();
    RunningGateway.Answer answer = gateway.ask(request);
    PrintWriter out = spec.commandLine().getOut();
    String result = Json.text(answer.json(), "result");
    String text = Json.text(answer.json(), "text");
    out.println(json ? answer.text() : text.isEmpty() ? result : result + ": " + text);
    out.flush();
    return result.equals("ok") ? ExitCode.OK.code : ExitCode.COMMAND.code;
  }
}
