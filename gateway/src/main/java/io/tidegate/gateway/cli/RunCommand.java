package io.tidegate.gateway.cli;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.run.Ending;
import io.tidegate.gateway.run.Gateway;
import io.tidegate.gateway.run.LogJournal;
import io.tidegate.gateway.run.StartFailure;
import io.tidegate.gateway.run.Surroundings;
import io.tidegate.gateway.run.Version;
import io.tidegate.gateway.serial.SerialScan;
import io.tidegate.strict.Result;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = {
      "Runs the gateway until it is stopped (SIGTERM or Ctrl-C): reads boards, keeps what they"
          + " say, brings it to the broker."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate run garden.yaml",
      "  tidegate run            tidegate.yaml here, else /etc/tidegate/tidegate.yaml",
      "",
      "Without a configuration it says what one needs and which ports there are."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The configuration.")
  private Path file;

  @Override
  public Integer call() throws Exception {
    Path found = Configurations.find(file);
    if (found == null) {
      explain(SerialScan.ofSystem(), spec.commandLine().getErr());
      return ExitCode.CONFIGURATION.code;
    }
    return run(found, UnaryOperator.identity());
  }

  /// Until the gateway ends by itself; a signal ends it through [Tidegate#whenEnding].
  static int run(Path file, UnaryOperator<Surroundings> around)
      throws Trouble, InterruptedException {
    Result.Ready<Configuration> ready = Configurations.read(file);
    LogJournal journal = new LogJournal(ready.value().logLevel());
    ready
        .warnings()
        .forEach(
            warning -> journal.log(Journal.Level.WARNING, "configuration", "", warning.toString()));
    Gateway gateway = wire(ready.value(), around.apply(Surroundings.ofThisMachine(journal)));
    Tidegate.whenEnding(() -> end(gateway, journal).code);
    gateway.start();
    HangUp.listen(file, gateway, journal);
    journal.log(Journal.Level.NOTICE, "started", "gateway", started(ready.value()));
    gateway.await();
    return ExitCode.DEFECT.code;
  }

  private static String started(Configuration configuration) {
    int ports = configuration.ports().size();
    int sensors = configuration.gpio().sensors().size();
    return configuration.settings().gateway()
        + ", version "
        + Version.TEXT
        + (ports == 1 ? ", 1 port" : ", " + ports + " ports")
        + (sensors == 0 ? "" : sensors == 1 ? ", 1 sensor" : ", " + sensors + " sensors")
        + ", spool in "
        + configuration.spoolFolder();
  }

  private static Gateway wire(Configuration configuration, Surroundings around) throws Trouble {
    try {
      return new Gateway(configuration, around);
    } catch (StartFailure failure) {
      ExitCode code =
          switch (failure.kind()) {
            case IN_USE -> ExitCode.IN_USE;
            case SPOOL -> ExitCode.SPOOL;
          };
      throw new Trouble(code, failure.getMessage());
    }
  }

  private static ExitCode end(Gateway gateway, LogJournal journal) {
    Ending ending = gateway.stop();
    if (ending.unsynced().isEmpty()) {
      String words = "everything that was read is on disk or delivered";
      journal.log(Journal.Level.NOTICE, "stopped", "gateway", words);
    } else {
      journal.log(Journal.Level.ERROR, "stopped", "gateway", "NOT SYNCED: " + ending.unsynced());
    }
    journal.end();
    if (ending.defects()) {
      return ExitCode.DEFECT;
    }
    return ending.unsynced().isEmpty() ? ExitCode.OK : ExitCode.UNSYNCED;
  }

  /// For somebody who starts it for the first time.
  static void explain(SerialScan scan, PrintWriter out) {
    out.println(
        """
        tidegate: `run` needs a configuration. Write these lines to tidegate.yaml, with your
        broker and a port from the list below, and start it again:

            broker: tcp://localhost:1883
            ports:
              - path: /dev/ttyUSB0

        Serial ports of this machine:
        """);
    PortsCommand.explain(scan, out);
    out.println("\nNo hardware at hand? `tidegate demo` shows everything in software.");
    out.flush();
  }
}
