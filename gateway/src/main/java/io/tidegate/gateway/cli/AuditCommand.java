package io.tidegate.gateway.cli;

import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.audit.Audit;
import io.tidegate.gateway.audit.Finding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "audit",
    description = {
      "Counts readings by their keys: what came, what came twice, what is missing, and what of the"
          + " missing ones an event names or a rule of a channel held back. Reads what a"
          + " subscriber got, one message a line, with or without the topic before the payload."
          + " Streams with QoS 0 or one topic per channel carry nothing that could be counted."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mosquitto_sub -v -q 1 -t '/sensors/#' -t 'tidegate/+/event' > got.txt",
      "  tidegate audit got.txt",
      "",
      "Exit code 10 when readings are missing that no event explains."
    })
final class AuditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Default: standard input, to its end.")
  private Path file;

  @Option(names = "--json", description = "One JSON object per stream.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Audit audit = new Audit();
    try (BufferedReader lines = open()) {
      Stream<String> payloads = lines.lines().map(AuditCommand::payload);
      payloads.forEach(payload -> audit.take(payload.getBytes(StandardCharsets.UTF_8)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = audit.findings();
    if (json) {
      findings.forEach(finding -> out.println(json(finding)));
    } else {
      print(audit, findings, out);
    }
    out.flush();
    boolean explained = findings.stream().allMatch(finding -> finding.unexplained() == 0);
    return explained ? ExitCode.OK.code : ExitCode.MISSING.code;
  }

  private BufferedReader open() throws IOException {
    return file == null
        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        : Files.newBufferedReader(file);
  }

  /// What stands behind the topic; the whole line when it begins with the payload.
  private static String payload(String line) {
    int brace = line.startsWith("{") ? 0 : line.indexOf(" {") + 1;
    return line.substring(brace);
  }

  private static void print(Audit audit, List<Finding> findings, PrintWriter out) {
    out.printf(
        "%-24s %-12s %9s %8s %8s %9s %9s %6s %11s%n",
        "board",
        "session",
        "received",
        "repeated",
        "missing",
        "announced",
        "held back",
        "unsure",
        "unexplained");
    for (Finding each : findings) {
      out.printf(
          "%-24s %-12s %9d %8d %8d %9d %9d %6d %11d%n",
          each.device(),
          each.session(),
          each.received(),
          each.repeated(),
          each.missing(),
          each.announced(),
          each.heldBack(),
          each.unsure(),
          each.unexplained());
      if (each.disordered() > 0) {
        out.printf("  %d of them came first after a later one%n", each.disordered());
      }
    }
    if (audit.withoutKey() > 0) {
      out.printf("%d messages without a key were left out%n", audit.withoutKey());
    }
    if (audit.leftOut() > 0) {
      out.printf("%d messages of further sessions were left out%n", audit.leftOut());
    }
  }

  private static String json(Finding finding) {
    return new JsonWriter()
        .add("device_id", finding.device())
        .add("session", finding.session())
        .add("first", finding.first())
        .add("last", finding.last())
        .add("received", finding.received())
        .add("repeated", finding.repeated())
        .add("disordered", finding.disordered())
        .add("missing", finding.missing())
        .add("announced", finding.announced())
        .add("held_back", finding.heldBack())
        .add("unsure", finding.unsure())
        .add("unexplained", finding.unexplained())
        .toString();
  }
}
