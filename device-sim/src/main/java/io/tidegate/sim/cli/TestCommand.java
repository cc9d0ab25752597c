package io.tidegate.sim.cli;

import io.tidegate.sim.check.JUnitXml;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.check.Span;
import io.tidegate.sim.check.Words;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.stage.RealStage;
import io.tidegate.sim.stage.Unplayable;
import io.tidegate.terminal.Complaint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "test",
    description = {
      "Plays a scenario against a gateway, and says whether what was expected came.",
      "A gateway, or any program that reads the boards' ports.",
      "",
      "The program may be started by somebody else, or stand behind --: it is started when the ports"
          + " are there, and ended with SIGTERM. Nothing is measured before it has opened all ports."
          + " For faults of the network it has to reach the broker by the port that is printed"
          + " (--proxy-port chooses it).",
      ""
    },
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every expectation was met",
      "1:one was not, or the run met trouble or was stopped",
      "2:no such option, a scenario that cannot be, or no broker"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate-sim test unplug.yaml --broker 127.0.0.1:1883",
      "  tidegate-sim test outage.yaml --proxy-port 18830 --junit out.xml \\",
      "      -- gateway/bin/tidegate run lab.yaml"
    })
final class TestCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 50;
  private static final long SIGNAL_MILLIS = 500;
  private static final long SHOW_NANOS = 1_000_000_000L;
  private static final long STOP_SECONDS = 30;
  private static final String LOG = "gateway.log";

  @Spec private CommandSpec spec;
  @Mixin private Play play;

  @Parameters(
      index = "1..*",
      paramLabel = "COMMAND",
      description = "Behind --: the program under test and its arguments.")
  private List<String> command = List.of();

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "Seconds that pass for the boards in one of ours, 0.01 to 100.")
  private Double speed;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = Durations.class,
      description =
          "How long the program may take to open all ports; 0s: it need not. Default"
              + " ${DEFAULT-VALUE}.")
  private Duration wait;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes the outcome as JUnit XML.")
  private Path junit;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int result = TidegateSim.FAILED;

  @Override
  public Integer call() throws Exception {
    TidegateSim.demand(
        spec,
        speed == null || speed >= 0.01 && speed <= 100,
        "--speed: expected 0.01 to 100",
        speed);
    Scenario scenario = play.scenario(spec);
    if (scenario == null) {
      return TidegateSim.MISUSED;
    }
    if (speed != null) {
      scenario = scenario.withSpeed(speed);
    }
    String unwritable = junit == null ? "" : Complaint.unwritable(junit);
    if (!unwritable.isEmpty()) {
      return TidegateSim.misused(spec, unwritable);
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
    RealStage.Surroundings around =
        new RealStage.Surroundings(
            folder::link, play.broker(), play.proxyPort(), command, folder.link(LOG));
    PlainFace face = new PlainFace(out);
    try (RealStage stage = new RealStage(scenario, around, face::told)) {
      if (stage.isDeaf()) {
        return TidegateSim.misused(
            spec,
            "the scenario expects what arrives at a broker, and none is known: `broker` in the"
                + " file, or --broker");
      }
      if (stage.proxyPort() != 0) {
        out.println("the broker is reached by 127.0.0.1:" + stage.proxyPort());
      }
      out.println("ports: " + folder.link("NAME"));
      out.flush();
      List<String> reasons = cutShort(stage, face);
      Report report = stage.end(again(scenario));
      return judge(reasons.isEmpty() ? report : report.cutShort(reasons));
    }
  }

  /// Plays it; why it did not come to its end, nothing when it did.
  private List<String> cutShort(RealStage stage, PlainFace face)
      throws IOException, InterruptedException {
    List<String> reasons = awaitOpened(stage);
    if (!reasons.isEmpty()) {
      return reasons;
    }
    stage.begin();
    long shownNanos = System.nanoTime();
    while (!stage.ask(() -> stage.run().isOver())) {
      if (isCut(stage)) {
        return reasons(stage, "stopped before its end");
      }
      if (System.nanoTime() - shownNanos >= SHOW_NANOS) {
        shownNanos = System.nanoTime();
        face.show(stage.ask(() -> RunPicture.of(stage, 0)));
      }
    }
    return List.of();
  }

  /// Why it cannot begin, nothing when it can.
  private List<String> awaitOpened(RealStage stage) throws InterruptedException {
    long endNanos = System.nanoTime() + wait.toNanos();
    List<String> unopened = wait.isZero() ? List.of() : stage.unopened();
    while (!unopened.isEmpty()) {
      if (isCut(stage)) {
        return reasons(stage, "stopped before it began");
      }
      if (System.nanoTime() - endNanos >= 0) {
        String within = Span.shortly(wait.toNanos());
        return List.of("nobody has opened " + Words.names(unopened) + " within " + within);
      }
      unopened = stage.unopened();
    }
    return List.of();
  }

  /// Waits a little.
  private boolean isCut(RealStage stage) throws InterruptedException {
    return stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) || !stage.troubles().isEmpty();
  }

  /// A terminal's Ctrl-C ends the program under test as well, and it may be seen first.
  private List<String> reasons(RealStage stage, String words) throws InterruptedException {
    return stopped.await(SIGNAL_MILLIS, TimeUnit.MILLISECONDS) ? List.of(words) : stage.troubles();
  }

  private int judge(Report report) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    out.flush();
    if (junit != null) {
      JUnitXml.write(report, junit);
    }
    return report.passed() ? TidegateSim.OK : TidegateSim.FAILED;
  }

  private String again(Scenario scenario) {
    List<String> more = new ArrayList<>();
    if (speed != null) {
      more.addAll(List.of("--speed", speed.toString()));
    }
    if (!command.isEmpty()) {
      more.add("--");
      more.addAll(command);
    }
    return play.again("test", scenario, more);
  }

  /// By a signal: what was made is taken away before the process ends.
  private int stop() {
    stopped.countDown();
    try {
      ended.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return result;
  }
}
