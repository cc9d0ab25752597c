package io.tidegate.gateway.cli;

import io.tidegate.bridge.FlatJson;
import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.config.Paths;
import io.tidegate.gateway.doctor.Doctor;
import io.tidegate.gateway.doctor.Finding;
import io.tidegate.gateway.doctor.KernelClock;
import io.tidegate.gateway.doctor.Limited;
import io.tidegate.gateway.doctor.Machine;
import io.tidegate.gateway.doctor.Running;
import io.tidegate.gateway.doctor.Situation;
import io.tidegate.gateway.doctor.State;
import io.tidegate.gateway.ops.ControlClient;
import io.tidegate.gateway.run.WallClock;
import io.tidegate.strict.Problem;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    description =
        "Looks for what stands in the way of a gateway on this machine, from ports to the broker,"
            + " and says what mends it. Changes nothing; a running gateway is not disturbed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate doctor",
      "  sudo tidegate doctor /etc/tidegate/tidegate.yaml",
      "  tidegate doctor --json garden.yaml | jq -r '.[] | .state + \" \" + .id'",
      "",
      "Without a configuration only the machine is looked at. Root sees more."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final long ASK_LIMIT_MILLIS = 5_000;

  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      description = "Default: tidegate.yaml, else /etc/tidegate/tidegate.yaml.")
  private Path file;

  @Option(
      names = "--json",
      description = "An array of objects: id, state, subject, words, why, command.")
  private boolean json;

  private final Machine machine;

  DoctorCommand() {
    this(Machine.ofSystem());
  }

  DoctorCommand(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = Doctor.examine(situation());
    if (json) {
      out.println(
          findings.stream().map(DoctorCommand::json).collect(Collectors.joining(",\n ", "[", "]")));
    } else {
      findings.forEach(finding -> out.println(described(finding)));
      out.println(summary(findings));
    }
    out.flush();
    boolean unwell = findings.stream().anyMatch(each -> each.state() == State.ERROR);
    return (unwell ? ExitCode.UNWELL : ExitCode.OK).code;
  }

  private Situation situation() {
    Path found = Configurations.find(file);
    UnaryOperator<String> environment = machine.environmentOf(found, System::getenv);
    Result<Configuration> result = found == null ? null : Configurations.result(found, environment);
    Configuration configuration =
        result instanceof Result.Ready<Configuration> ready ? ready.value() : null;
    List<Problem> problems =
        result instanceof Result.Refused<Configuration> refused ? refused.problems() : List.of();
    List<Problem> warnings =
        result instanceof Result.Ready<Configuration> ready ? ready.warnings() : List.of();
    Instant now = WallClock.source().instant();
    return new Situation(
        machine,
        found,
        configuration,
        problems,
        warnings,
        running(configuration),
        now,
        WallClock.isPlausible(now.toEpochMilli()),
        KernelClock.ofSystem(),
        environment);
  }

  /// The gateway of this configuration, or any where a gateway usually is.
  private static Running running(Configuration configuration) {
    List<Path> folders =
        configuration == null
            ? Paths.runtimeFolders(System::getenv)
            : List.of(configuration.runtimeFolder());
    Running running = new Running.No();
    for (Path folder : folders) {
      running = ask(folder);
      if (!(running instanceof Running.No)) {
        return running;
      }
    }
    return running;
  }

  private static Running ask(Path folder) {
    try {
      return Limited.within(ASK_LIMIT_MILLIS, () -> status(folder));
    } catch (TimeoutException _) {
      return new Running.Unknown("a gateway has " + folder + ", and does not answer within 5 s");
    } catch (ExecutionException e) {
      boolean absent = e.getCause() instanceof ControlClient.NotRunning none && !none.isForbidden();
      return absent ? new Running.No() : new Running.Unknown(e.getCause().getMessage());
    }
  }

  private static Running status(Path folder) throws IOException {
    try (ControlClient client = ControlClient.connect(folder)) {
      FlatJson status = ControlClient.parse(client.ask("{\"ask\":\"status\"}"));
      Map<Path, String> ports = new HashMap<>();
      for (FlatJson port : Json.objects(status, "ports")) {
        String path = Json.text(port, "path");
        if (Json.flag(port, "up") && !path.isEmpty()) {
          ports.put(Path.of(path), Json.text(port, "port"));
        }
      }
      FlatJson spool = Json.object(status, "spool");
      return new Running.Yes(
          ports,
          Json.number(status, "up_ms"),
          Json.number(spool, "syncs"),
          Json.number(spool, "written_bytes"),
          Json.number(spool, "on_disk_bytes"));
    }
  }

  static String described(Finding finding) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                "%-12s %-18s %s: %s",
                finding.state().label(), finding.id().label(), finding.subject(), finding.words()));
    if (finding.state() == State.WARNING || finding.state() == State.ERROR) {
      text.append("\n    why  ").append(finding.id().why);
    }
    if (!finding.command().isEmpty()) {
      text.append("\n    run  ").append(finding.command());
    }
    return text.toString();
  }

  private static String json(Finding finding) {
    return new JsonWriter()
        .add("id", finding.id().label())
        .add("state", finding.state().name().toLowerCase(java.util.Locale.ROOT))
        .add("subject", finding.subject())
        .add("words", finding.words())
        .add("why", finding.id().why)
        .add("command", finding.command())
        .toString();
  }

  private static String summary(List<Finding> findings) {
    return "\n"
        + count(findings, State.ERROR, "error")
        + ", "
        + count(findings, State.WARNING, "warning")
        + ", "
        + findings.stream().filter(each -> each.state() == State.UNCHECKED).count()
        + " not checked";
  }

  private static String count(List<Finding> findings, State state, String word) {
    long count = findings.stream().filter(each -> each.state() == state).count();
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
