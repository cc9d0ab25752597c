package io.tidegate.gateway.cli;

import io.tidegate.bridge.FlatJson;
import io.tidegate.gateway.file.FolderDump;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "buffer",
    description =
        "Shows what waits in the spool of the running gateway, and what became of it. With `dump"
            + " FOLDER`: a spool's folder in words.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate buffer",
      "  tidegate buffer --json",
      "  tidegate buffer dump /var/lib/tidegate/spool"
    },
    subcommands = BufferCommand.Dump.class)
final class BufferCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Help help;
  @Mixin private RunningGateway gateway;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    RunningGateway.Answer answer = gateway.ask("{\"ask\":\"buffer\"}");
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(answer.text());
    } else {
      print(answer.json(), out);
    }
    out.flush();
    return ExitCode.OK.code;
  }

  @Command(
      name = "dump",
      description =
          "Shows a spool's folder in words, a line per block (STORE.md). It only reads: also beside"
              + " a running gateway.")
  static final class Dump implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Help help;

    @Parameters(paramLabel = "FOLDER", description = "The spool's folder.")
    private Path folder;

    @Override
    public Integer call() throws Trouble {
      PrintWriter out = spec.commandLine().getOut();
      if (!Files.isDirectory(folder)) {
        throw new Trouble(
            ExitCode.SPOOL, folder + (Files.exists(folder) ? " is no folder" : " is not there"));
      }
      try {
        if (!FolderDump.dump(folder, out::println)) {
          throw new Trouble(ExitCode.SPOOL, folder + " holds no spool: neither cursor nor segment");
        }
      } catch (IOException e) {
        throw new Trouble(ExitCode.SPOOL, "the folder " + folder + " cannot be read: " + e);
      }
      out.flush();
      return ExitCode.OK.code;
    }
  }

  private static void print(FlatJson buffer, PrintWriter out) {
    long waiting = Json.number(buffer, "waiting");
    out.println(
        "waiting     "
            + waiting
            + " messages, "
            + Quantities.bytes(Json.number(buffer, "waiting_bytes"))
            + (waiting == 0
                ? ""
                : ", the oldest for " + Quantities.millis(Json.number(buffer, "oldest_age_ms"))));
    out.println(
        "on disk     "
            + Quantities.bytes(Json.number(buffer, "on_disk_bytes"))
            + " of "
            + Quantities.bytes(Json.number(buffer, "limit_bytes")));
    out.println(
        "durable     "
            + (Json.flag(buffer, "durable")
                ? "yes"
                : "NO: the folder does not outlive a power cut, nobody is told \"safe\""));
    out.println(
        "written     "
            + Quantities.bytes(Json.number(buffer, "written_bytes"))
            + " in "
            + Json.number(buffer, "syncs")
            + " syncs since the start");
    out.println(
        "dropped     "
            + Json.number(buffer, "evicted")
            + " at a bound, "
            + Json.number(buffer, "refused_full")
            + " refused when full, "
            + Json.number(buffer, "set_aside")
            + " set aside");
    String trouble = Json.text(buffer, "trouble");
    out.println("trouble     " + (trouble.isEmpty() ? "none" : trouble));
  }
}
