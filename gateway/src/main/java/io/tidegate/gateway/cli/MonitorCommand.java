package io.tidegate.gateway.cli;

import io.tidegate.bridge.FlatJson;
import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.ops.ControlClient;
import io.tidegate.gateway.run.WallClock;
import io.tidegate.gateway.serial.PortMatch;
import io.tidegate.gateway.serial.SerialPortSettings;
import io.tidegate.gateway.serial.SerialScan;
import io.tidegate.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "monitor",
    description = {
      "Shows what boards say, as it comes: through the running gateway, or, when none runs,"
          + " straight from the port. Nothing is written to the board."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate monitor                            every port of the running gateway",
      "  tidegate monitor garden --csv > garden.csv",
      "  tidegate monitor /dev/ttyUSB0 --baud 9600   straight from the port",
      "  tidegate monitor garden --raw | xxd"
    })
final class MonitorCommand implements Callable<Integer> {
  private static final int USUAL_BAUD = 115_200;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;
  @Mixin private Help help;
  @Mixin private RunningGateway gateway;

  @Parameters(
      arity = "0..1",
      paramLabel = "PORT",
      description = "Label or path of a port. Without: every port of the gateway.")
  private String port;

  @ArgGroup(exclusive = true)
  private Forms forms = new Forms();

  @Option(
      names = "--baud",
      paramLabel = "N",
      defaultValue = "" + USUAL_BAUD,
      description = "Without a gateway: the port's speed. Default: ${DEFAULT-VALUE}.")
  private int baud;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "End after this time. Without: with Ctrl-C.")
  private Duration time;

  static final class Forms {
    @Option(names = "--raw", description = "The bytes of the port, unchanged.")
    private boolean raw;

    @Option(names = "--csv", description = "A line per value: " + MonitorPrinter.CSV_HEAD + ".")
    private boolean csv;

    @Option(names = "--json", description = "An object per line.")
    private boolean json;

    MonitorPrinter.Form form() {
      if (raw) {
        return MonitorPrinter.Form.RAW;
      }
      if (csv) {
        return MonitorPrinter.Form.CSV;
      }
      return json ? MonitorPrinter.Form.JSON : MonitorPrinter.Form.LINES;
    }
  }

  @Override
  public Integer call() throws Exception {
    ControlClient client = null;
    try {
      client = gateway.connect();
    } catch (ControlClient.NotRunning | Trouble notRunning) {
      if (port == null) {
        throw notRunning;
      }
    }
    if (client == null) {
      direct();
    } else {
      through(client);
    }
    return ExitCode.OK.code;
  }

  private void through(ControlClient client) throws IOException, Trouble {
    MonitorPrinter printer = printer();
    JsonWriter request = new JsonWriter().add("ask", "monitor");
    if (port != null) {
      request.add("port", port);
    }
    if (forms.raw) {
      request.add("raw", true);
    }
    try (client) {
      endInTime(client);
      client.send(request.toString());
      String line = read(client);
      while (line != null && !Terminal.isGone()) {
        FlatJson json = ControlClient.parse(line);
        RunningGateway.refuseError(json);
        print(printer, json);
        line = read(client);
      }
    }
  }

  /// Null at the end, also when the time is over.
  private String read(ControlClient client) throws IOException {
    try {
      return client.readLine();
    } catch (IOException e) {
      if (time == null) {
        throw e;
      }
      return null;
    }
  }

  private void endInTime(ControlClient client) {
    if (time != null) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  Pause.of(time);
                  client.close();
                } catch (InterruptedException | IOException _) {
                  // it has ended by itself
                }
              });
    }
  }

  private static void print(MonitorPrinter printer, FlatJson json) {
    long missed = Json.number(json, "missed");
    if (missed > 0) {
      printer.missed(missed);
      return;
    }
    String label = Json.text(json, "port");
    String line = Json.text(json, "line");
    switch (Json.text(json, "heard")) {
      case "reading" -> printer.reading(label, line);
      case "text" -> printer.text(label, line);
      case "fault" -> printer.fault(label, line);
      case "raw" -> {
        byte[] bytes = Base64.getDecoder().decode(Json.text(json, "base64"));
        printer.raw(label, bytes, bytes.length);
      }
      default -> {}
    }
  }

  private void direct() throws Trouble, InterruptedException {
    SerialPortSettings settings = settings();
    try (DirectMonitor monitor =
        new DirectMonitor(
            settings,
            SerialScan.ofSystem(),
            printer(),
            forms.raw,
            spec.commandLine().getErr()::println)) {
      monitor.start();
      Duration left = time == null ? Pause.EVER : time;
      while (left.isPositive() && !Terminal.isGone()) {
        Duration next = left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY;
        Pause.of(next);
        left = left.minus(next);
      }
    }
  }

  /// A path, or the label of a port in the configuration.
  private SerialPortSettings settings() throws Trouble {
    if (port.startsWith("/")) {
      return new SerialPortSettings(
          0, port, new PortMatch.ByPath(Path.of(port)), baud, SerialPortSettings.LinePolicy.LEAVE);
    }
    Path configuration = Configurations.find(gateway.configuration());
    if (configuration != null && Files.exists(configuration)) {
      for (SerialPortSettings each : Configurations.read(configuration).value().ports()) {
        if (each.label().equals(port)) {
          return each;
        }
      }
    }
    throw new Trouble(
        ExitCode.NOT_RUNNING,
        "no gateway runs that knows the port \"" + port + "\"; name a path, such as /dev/ttyUSB0");
  }

  private MonitorPrinter printer() {
    return new MonitorPrinter(forms.form(), System.out, WallClock.source(), ZoneId.systemDefault());
  }
}
