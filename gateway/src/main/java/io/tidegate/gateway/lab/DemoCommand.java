package io.tidegate.gateway.lab;

import io.tidegate.gateway.cli.Tidegate;
import io.tidegate.terminal.Keyboard;
import io.tidegate.terminal.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Shows the gateway at work with no hardware: boards in software on ports, the real gateway"
          + " with its spool on disk, a broker, a network to pull, and a subscriber that counts.",
      "",
      "Keys: n pulls or plugs the network, 1 to 9 a board's cable, q ends it (as Ctrl-C does)."
          + " At the end the boards stop measuring, everything pulled is plugged in, and what"
          + " waits is delivered, for 30 s at most. The last line is the count:",
      "",
      "  boards 4  sent 412  delivered 412  lost 0  repeated 0  buffered at most 97",
      "",
      "Sent is, for a board that speaks the link, every reading it measured: it keeps them until"
          + " they are safe (1000 fit). A plain board keeps nothing; for it, every line that went"
          + " whole into a port that the gateway was reading. Delivered is what the subscriber got, each reading once;"
          + " repeated is what it got again.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing was lost, and every board was heard",
      "1:something was lost, or the demo could not run; the words say what",
      "2:no such option, or a value that cannot be"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate demo",
      "  tidegate demo --seconds 20 --outage 5s@5s --unplug board2@12s",
      "  tidegate demo --seconds 10 --json | jq .waiting"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int GOOD = 0;
  private static final int BAD = 1;
  private static final int MOST_BOARDS = 50;
  private static final long END_LIMIT_SECONDS = 40;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Explain this command and end.")
  private boolean help;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "0",
      description = "End after so many seconds. Default: run until q or Ctrl-C.")
  private long seconds;

  @Option(
      names = "--outage",
      paramLabel = "LENGTH@START",
      description = "Pull the network: 5s@10s is for 5 s, 10 s after the start. May be repeated.")
  private List<String> outages = List.of();

  @Option(
      names = "--unplug",
      paramLabel = "BOARD@START",
      description = {
        "Pull a board's cable: board2@8s, for 3 s; board2@8s+5s for 5 s. May be repeated."
      })
  private List<String> unplugs = List.of();

  @Option(
      names = "--boards",
      paramLabel = "N",
      defaultValue = "4",
      description = {
        "How many, 1 to "
            + MOST_BOARDS
            + "; default ${DEFAULT-VALUE}. Link, JSON, key:value and CSV take turns."
      })
  private int boards;

  @Option(
      names = "--every",
      paramLabel = "MS",
      defaultValue = "500",
      description = "Milliseconds between two readings of a board; default ${DEFAULT-VALUE}.")
  private long everyMillis;

  @Option(names = "--json", description = "A JSON object each second, and the count as the last.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Demo.Wishes wishes = wishes();
    PrintWriter out = spec.commandLine().getOut();
    Face face = face(out);
    Demo demo = new Demo(wishes, face);
    CompletableFuture<Integer> result = new CompletableFuture<>();
    Tidegate.whenEnding(() -> end(demo, result));
    try (face) {
      Verdict verdict = run(demo, face);
      face.close();
      face.end(verdict);
      result.complete(verdict.isGood() ? GOOD : BAD);
    } finally {
      result.complete(BAD);
    }
    return result.get();
  }

  private static Verdict run(Demo demo, Face face) throws Exception {
    if (!(face instanceof ScreenFace)) {
      return demo.run();
    }
    try (Keyboard _ = new Keyboard(demo.keys())) {
      return demo.run();
    }
  }

  /// When the program is to end, by a signal or because it is through.
  private static int end(Demo demo, CompletableFuture<Integer> result) {
    if (!result.isDone()) {
      demo.stop();
    }
    return result.completeOnTimeout(BAD, END_LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  private Demo.Wishes wishes() {
    demand(boards >= 1 && boards <= MOST_BOARDS, "--boards: 1 to " + MOST_BOARDS, boards);
    demand(everyMillis >= 10, "--every: 10 or more", everyMillis);
    demand(
        seconds >= 0 && seconds <= Duration.ofDays(1).toSeconds(),
        "--seconds: 0 to a day",
        seconds);
    List<Step> steps = new ArrayList<>();
    try {
      outages.forEach(text -> steps.addAll(Step.outage(text)));
      unplugs.forEach(text -> steps.addAll(Step.unplug(text)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    for (Step step : steps) {
      String number = step.board().replace("board", "");
      demand(
          number.isEmpty() || Integer.parseInt(number) >= 1 && Integer.parseInt(number) <= boards,
          "--unplug: board1 to board" + boards,
          step.board());
    }
    return new Demo.Wishes(boards, everyMillis, seconds, steps);
  }

  private void demand(boolean holds, String wanted, Object got) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), wanted.replaceFirst(": ", ": expected ") + ", got " + got);
    }
  }

  private Face face(PrintWriter out) {
    if (json) {
      return new LinesFace(out, new JsonReport());
    }
    return Terminal.isCapable() ? new ScreenFace(out) : new LinesFace(out, new PlainReport());
  }
}
