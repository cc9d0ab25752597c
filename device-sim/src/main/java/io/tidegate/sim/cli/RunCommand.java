package io.tidegate.sim.cli;

import io.tidegate.sim.check.Report;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.stage.RealStage;
import io.tidegate.sim.stage.Unplayable;
import io.tidegate.terminal.Keyboard;
import io.tidegate.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = {
      "Plays a scenario for a person at a bench, with keys that do harm.",
      "Its boards are put on ports and on WiFi, its faults come and go. What a gateway or another"
          + " program makes of it is that program's matter; with a broker the arrivals are counted.",
      ""
    },
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped by q or Ctrl-C, or over with every expectation met, or none judged",
      "1:over and an expectation missed, or the run met trouble",
      "2:no such option, a scenario that cannot be, or no broker"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate-sim run lab.yaml",
      "  tidegate-sim run lab.yaml --broker 127.0.0.1 --json | jq .boards"
    })
final class RunCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 250;
  private static final long STOP_SECONDS = 30;
  private static final int KEYS = 64;

  @Spec private CommandSpec spec;
  @Mixin private Play play;

  @Option(names = "--json", description = "A JSON object each second, and the counts as the last.")
  private boolean json;

  private final BlockingQueue<Character> keys = new ArrayBlockingQueue<>(KEYS);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;
  private volatile int result = TidegateSim.FAILED;

  @Override
  public Integer call() throws Exception {
    Scenario scenario = play.scenario(spec);
    if (scenario == null) {
      return TidegateSim.MISUSED;
    }
    TidegateSim.whenEnding(this::stop);
    try (LinkFolder folder = play.folder()) {
      result = play(scenario, folder);
    } catch (Unplayable trouble) {
      result = TidegateSim.misused(spec, trouble.getMessage());
    } finally {
      ended.countDown();
    }
    return result;
  }

  private int play(Scenario scenario, LinkFolder folder) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    boolean draws = !json && Terminal.isCapable();
    RealStage.Surroundings around =
        new RealStage.Surroundings(
            folder::link, play.broker(), play.proxyPort(), List.of(), folder.link("gateway.log"));
    RunFace face = json ? new JsonFace(out) : draws ? new TableFace(out) : new PlainFace(out);
    Report report;
    String unjudged;
    try (face;
        RealStage stage = new RealStage(scenario, around, face::told)) {
      face.begins(scenario, folder.link("NAME"), stage.proxyPort());
      stage.begin();
      boolean whole = watchWithKeys(scenario, stage, face, draws);
      String cut = stage.troubles().isEmpty() ? "stopped before its end" : "the run met trouble";
      unjudged = !whole ? cut : stage.isDeaf() ? "no broker is known" : "";
      report = stage.end(play.again("run", scenario, List.of()));
    }
    face.end(report, unjudged);
    boolean good = unjudged.isEmpty() ? report.passed() : report.troubles().isEmpty();
    return good ? TidegateSim.OK : TidegateSim.FAILED;
  }

  private boolean watchWithKeys(Scenario scenario, RealStage stage, RunFace face, boolean keyed)
      throws IOException, InterruptedException {
    if (!keyed) {
      return watch(scenario, stage, face);
    }
    try (Keyboard _ = new Keyboard(keys)) {
      return watch(scenario, stage, face);
    }
  }

  /// True when it came to its end by itself.
  private boolean watch(Scenario scenario, RealStage stage, RunFace face)
      throws IOException, InterruptedException {
    RunKeys hands = new RunKeys(scenario.names());
    while (!stopped && stage.troubles().isEmpty() && !Terminal.isGone()) {
      if (stage.ask(() -> stage.run().isOver())) {
        return true;
      }
      face.show(stage.ask(() -> RunPicture.of(stage, hands.chosen())));
      Character key = keys.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (key != null && !stage.ask(() -> hands.press(key, stage.run()))) {
        return false;
      }
    }
    return false;
  }

  /// By a signal: what was made is taken away before the process ends.
  private int stop() {
    stopped = true;
    try {
      ended.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return result;
  }
}
