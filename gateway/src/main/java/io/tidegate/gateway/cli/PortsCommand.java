package io.tidegate.gateway.cli;

import io.tidegate.bridge.FlatJson;
import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.serial.FoundPort;
import io.tidegate.gateway.serial.PortDoctor;
import io.tidegate.gateway.serial.SerialScan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "ports",
    description =
        "Lists the serial ports of this machine: ids, driver, who holds each, whether you may use"
            + " it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate ports",
      "  tidegate ports --json",
      "",
      "In the configuration a port is best named by the link under /dev/serial/by-id:",
      "it stays the same when boards are plugged in another order."
    })
final class PortsCommand implements Callable<Integer> {
  private static final Path BY_ID = Path.of("/dev/serial/by-id");

  @Spec private CommandSpec spec;
  @Mixin private Help help;
  @Mixin private RunningGateway gateway;

  @Option(names = "--json", description = "One JSON object per port and line.")
  private boolean json;

  private final SerialScan scan;
  private final Path byId;

  PortsCommand() {
    this(SerialScan.ofSystem(), BY_ID);
  }

  PortsCommand(SerialScan scan, Path byId) {
    this.scan = scan;
    this.byId = byId;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<FoundPort> found = scan.ports();
    Map<Path, String> links = links(byId);
    Map<Path, String> ours = gatewaysPorts();
    for (FoundPort port : found) {
      out.println(
          json ? json(port, links, state(port, ours)) : describe(port, links, state(port, ours)));
    }
    if (found.isEmpty() && !json) {
      out.println(NONE);
    }
    out.flush();
    return ExitCode.OK.code;
  }

  static final String NONE =
      """
      no serial port is there. Plug a board in and look again; `dmesg | tail` says what the
      kernel made of it (some cables only charge). Pseudo-terminals are not listed: name
      them by their path.""";

  /// What there is, for somebody who has no configuration yet.
  static void explain(SerialScan scan, PrintWriter out) {
    List<FoundPort> found = scan.ports();
    Map<Path, String> links = links(BY_ID);
    for (FoundPort port : found) {
      out.println(describe(port, links, state(port, Map.of())));
    }
    if (found.isEmpty()) {
      out.println(NONE);
    }
  }

  private static String describe(FoundPort port, Map<Path, String> links, String state) {
    StringBuilder text = new StringBuilder(port.path().toString());
    for (String each : List.of(port.ids(), port.driver(), port.description())) {
      text.append(each.isEmpty() ? "" : "  " + each);
    }
    text.append("\n    ").append(state);
    String link = links.get(port.path());
    if (link != null) {
      text.append("\n    ").append(link);
    }
    return text.toString();
  }

  private static String json(FoundPort port, Map<Path, String> links, String state) {
    return new JsonWriter()
        .add("path", port.path().toString())
        .add("by_id", links.getOrDefault(port.path(), ""))
        .add("usb", port.ids())
        .add("usb_serial", port.usbSerial())
        .add("socket", port.physicalPath())
        .add("driver", port.driver())
        .add("description", port.description())
        .add("free", state.equals(FREE))
        .add("words", state)
        .toString();
  }

  private static final String FREE = "free, and you may use it";

  private static String state(FoundPort port, Map<Path, String> ours) {
    String label = ours.get(port.path());
    if (label != null) {
      return "used by this gateway as " + label;
    }
    String complaint = PortDoctor.complaint(port.path());
    return complaint.isEmpty() ? FREE : complaint;
  }

  /// Ports that the running gateway has open; none when it cannot be asked.
  private Map<Path, String> gatewaysPorts() {
    Map<Path, String> labels = new HashMap<>();
    try {
      for (FlatJson port : Json.objects(gateway.ask("{\"ask\":\"ports\"}").json(), "ports")) {
        String path = Json.text(port, "path");
        if (!path.isEmpty()) {
          labels.put(Path.of(path), Json.text(port, "port"));
        }
      }
    } catch (IOException | Trouble | RuntimeException _) {
      return labels;
    }
    return labels;
  }

  private static Map<Path, String> links(Path folder) {
    Map<Path, String> links = new HashMap<>();
    if (!Files.isDirectory(folder)) {
      return links;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path link : all) {
        links.put(link.toRealPath(), link.toString());
      }
    } catch (IOException _) {
      return links;
    }
    return links;
  }
}
