package io.tidegate.gateway.lab;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.sim.check.Account;
import io.tidegate.sim.check.Accounts;
import io.tidegate.sim.check.JUnitXml;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.check.Span;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Result;
import io.tidegate.terminal.Complaint;
import io.tidegate.terminal.Shell;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "lab",
    description = {
      "Plays a scenario in virtual time: boards in software, their lines, this gateway's own core"
          + " with a disk that can fail, and a broker on a network, all in memory. A day takes seconds, and the"
          + " same seed gives the same day to the byte. device-sim/README.md explains scenarios;"
          + " `tidegate-sim test` plays the same file on real ports.",
      ""
    },
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every expectation was met",
      "1:one was not, or it could not be played",
      "2:no such option, or a scenario that cannot be"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate lab device-sim/scenarios/outage.yaml",
      "  tidegate lab outage.yaml --seed 12 --transcript day.txt"
    })
public final class LabCommand implements Callable<Integer> {
  private static final int MET = 0;
  private static final int MISSED = 1;
  private static final int UNUSABLE = 2;
  private static final long SHOWN_EVERY_NANOS = 5_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  private boolean help;

  @Parameters(paramLabel = "SCENARIO", description = "The file.")
  private Path file;

  @Option(names = "--seed", paramLabel = "N", description = "Another seed than the file's.")
  private Long seed;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes the outcome as JUnit XML.")
  private Path junit;

  @Option(
      names = "--transcript",
      paramLabel = "FILE",
      description = "Writes all that was said: boards, broker, the gateway's log.")
  private Path transcript;

  @Option(names = "--quiet", description = "Only the outcome.")
  private boolean quiet;

  @Override
  public Integer call() throws Exception {
    if (seed != null && !Scenario.isSeed(seed)) {
      complain("--seed: expected 0 to " + Scenario.MOST_SEED + ", got " + seed);
      return UNUSABLE;
    }
    Scenario scenario = ready(ScenarioReader.read(file));
    Configuration configuration = scenario == null ? null : ready(LabSettings.of(scenario));
    if (configuration == null) {
      return UNUSABLE;
    }
    if (seed != null) {
      scenario = scenario.withSeed(seed);
    }
    String missing = LabSettings.missing(scenario, configuration);
    if (!missing.isEmpty()) {
      complain(file + ": " + missing);
      return UNUSABLE;
    }
    String absent = LabSettings.absent(configuration);
    if (!absent.isEmpty()) {
      complain("warning: " + scenario.gateway() + ": " + absent);
    }
    LabSettings.absent(scenario).forEach(each -> complain("warning: " + file + ": " + each));
    for (Path each : new Path[] {junit, transcript}) {
      String trouble = each == null ? "" : Complaint.unwritable(each);
      if (!trouble.isEmpty()) {
        complain(trouble);
        return UNUSABLE;
      }
    }
    return play(scenario, configuration);
  }

  private int play(Scenario scenario, Configuration configuration) throws IOException {
    try (PrintStream out = transcript();
        LabStage stage =
            new LabStage(
                scenario, configuration, out == null ? Transcript.NONE : new Transcript(out))) {
      return judge(scenario, stage);
    }
  }

  private int judge(Scenario scenario, LabStage stage) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Run run =
        new Run(
            scenario,
            stage,
            (nanos, words) -> {
              if (!quiet) {
                out.printf("%9s  %s%n", Span.seconds(nanos), words);
                out.flush();
              }
            });
    long[] shownNanos = {System.nanoTime()};
    stage.play(run, nanos -> progress(out, nanos, run.accounts(), shownNanos));
    Report report = run.report(List.of(), again(scenario));
    report.lines().forEach(out::println);
    out.flush();
    if (junit != null) {
      JUnitXml.write(report, junit);
    }
    return report.passed() ? MET : MISSED;
  }

  private void progress(PrintWriter out, long nanos, Accounts accounts, long[] shownNanos) {
    long now = System.nanoTime();
    if (!quiet && now - shownNanos[0] >= SHOWN_EVERY_NANOS) {
      shownNanos[0] = now;
      List<Account> all = accounts.boards().stream().map(accounts::of).toList();
      out.printf(
          "%9s  measured %d, arrived %d%n",
          Span.seconds(nanos),
          all.stream().mapToLong(Account::measured).sum(),
          all.stream().mapToLong(Account::arrived).sum());
      out.flush();
    }
  }

  private String again(Scenario scenario) {
    return Shell.line(
        List.of("tidegate", "lab", file.toString(), "--seed", Long.toString(scenario.seed())));
  }

  private PrintStream transcript() throws IOException {
    if (transcript == null) {
      return null;
    }
    return new PrintStream(
        new BufferedOutputStream(Files.newOutputStream(transcript)), false, StandardCharsets.UTF_8);
  }

  /// Null when it cannot be used; that was told then.
  private <T> T ready(Result<T> result) {
    return switch (result) {
      case Result.Ready<T>(T value, var warnings) -> {
        warnings.forEach(each -> complain("warning: " + each));
        yield value;
      }
      case Result.Refused<T>(var problems) -> {
        problems.forEach(each -> complain(each.toString()));
        yield null;
      }
    };
  }

  private void complain(String words) {
    spec.commandLine().getErr().println(words);
    spec.commandLine().getErr().flush();
  }
}
