package io.tidegate.gateway.cli;

import io.tidegate.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = "Shows the running gateway on one screen: broker, spool, ports, boards, faults.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate status",
      "  tidegate status --watch",
      "  tidegate status --json | jq '.boards[] | select(.available | not)'"
    })
final class StatusCommand implements Callable<Integer> {
  private static final Duration WATCH_EVERY = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;
  @Mixin private Help help;
  @Mixin private RunningGateway gateway;

  @Option(names = "--watch", description = "Show it again each second, until Ctrl-C.")
  private boolean watch;

  @Option(names = "--json", description = "One JSON object, with everything.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    show();
    while (watch && !Terminal.isGone()) {
      Pause.of(WATCH_EVERY);
      show();
    }
    return ExitCode.OK.code;
  }

  private void show() throws IOException, Trouble {
    PrintWriter out = spec.commandLine().getOut();
    RunningGateway.Answer answer = gateway.ask("{\"ask\":\"status\"}");
    if (json) {
      out.println(answer.text());
    } else {
      if (watch && Terminal.isCapable()) {
        out.print(Terminal.HOME_AND_CLEAR);
      }
      StatusScreen.of(answer.json()).forEach(out::println);
      if (watch && !Terminal.isCapable()) {
        out.println();
      }
    }
    out.flush();
  }
}
