package io.tidegate.gateway.config;

import io.tidegate.gateway.device.CsvRule;
import io.tidegate.gateway.device.Decoding;
import io.tidegate.gateway.device.Names;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.serial.PortMatch;
import io.tidegate.gateway.serial.SerialPortSettings;
import io.tidegate.strict.Key;
import io.tidegate.strict.Node;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The ports: which, and how their lines are read.
final class PortsPart {
  private static final List<Key<String>> WAYS =
      List.of(PortKeys.PORT_PATH, PortKeys.PORT_USB, PortKeys.PORT_USB_PATH);

  private final Section root;
  private final Paths paths;
  private final Problems problems;
  private final List<PortRule> rules = new ArrayList<>();
  private final List<SerialPortSettings> settings = new ArrayList<>();

  // what the ports before this one have taken, and where they stand in the file
  private final Map<PortMatch, String> matches = new HashMap<>();
  private final Map<Path, String> realPaths = new HashMap<>();
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, String> devices = new HashMap<>();

  PortsPart(Section root, Paths paths, Problems problems) {
    this.root = root;
    this.paths = paths;
    this.problems = problems;
  }

  List<PortRule> rules() {
    return rules;
  }

  List<SerialPortSettings> settings() {
    return settings;
  }

  /// That of the gateway's own board, which is no serial one.
  void addOwn(PortRule own) {
    rules.add(own);
  }

  void read() {
    List<Section> ports = root.list("ports");
    if (ports.isEmpty()
        && !root.has("gpio")
        && !root.isTold("ports")
        && !root.isTold("gpio")
        && problems.isEmpty()) {
      problems.add(
          0,
          "ports",
          "is missing or empty; expected at least one port:\n  ports:\n    - path: /dev/ttyUSB0\n"
              + "or sensors of this machine itself: `tidegate gpio` lists them");
    }
    for (Section port : ports) {
      read(port, rules.size());
    }
  }

  private void read(Section port, int number) {
    PortMatch match = match(port);
    if (match == null) {
      return;
    }
    String place = port.path();
    String before = matches.putIfAbsent(match, place);
    if (before != null) {
      problems.add(port.line(way(port)), port.path(way(port)), "is the same port as " + before);
    } else if (match instanceof PortMatch.ByPath(Path path)) {
      checkReal(port, path, place);
    }
    String label = label(port, match);
    String named = labels.putIfAbsent(label, place);
    if (named != null && before == null) {
      problems.add(
          port.line(PortKeys.PORT_NAME),
          port.path(PortKeys.PORT_NAME),
          "\"" + label + "\" is the name of " + named + " already; give this port another name");
    }
    Decoding decoding = port.get(PortKeys.DECODE);
    rules.add(
        new PortRule(number, label, decoding, device(port, decoding, place), csv(port, decoding)));
    settings.add(
        new SerialPortSettings(
            number,
            label,
            match,
            Math.toIntExact(port.get(PortKeys.BAUD)),
            port.get(PortKeys.LINES)));
  }

  private static Key<String> way(Section port) {
    return WAYS.stream().filter(port::has).findFirst().orElse(PortKeys.PORT_PATH);
  }

  /// Null when the port is not named, or in two ways.
  private PortMatch match(Section port) {
    List<Key<String>> named = WAYS.stream().filter(port::has).toList();
    if (named.isEmpty() && WAYS.stream().anyMatch(key -> port.isTold(key.name()))) {
      return null;
    }
    if (named.size() != 1) {
      problems.add(
          port.line(),
          port.path(),
          named.isEmpty()
              ? "expected path: /dev/..., usb: VENDOR:PRODUCT or usb_path: BUS-PORT"
              : "expected one way to find the port, got " + names(named));
      return null;
    }
    if (port.has(PortKeys.PORT_USB_SERIAL) && !port.has(PortKeys.PORT_USB)) {
      problems.add(
          port.line(PortKeys.PORT_USB_SERIAL),
          port.path(PortKeys.PORT_USB_SERIAL),
          "expected usb: VENDOR:PRODUCT beside it");
    }
    if (port.get(PortKeys.PORT_PATH) instanceof String text) {
      Path path = paths.of(text);
      if (path == null) {
        problems.add(
            port.line(PortKeys.PORT_PATH),
            port.path(PortKeys.PORT_PATH),
            "expected a path; got \"" + Node.printable(text) + '"');
        return null;
      }
      return new PortMatch.ByPath(path);
    }
    if (port.get(PortKeys.PORT_USB) instanceof String ids) {
      String[] both = ids.toLowerCase(Locale.ROOT).split(":");
      return new PortMatch.ByUsb(both[0], both[1], port.get(PortKeys.PORT_USB_SERIAL, ""));
    }
    String physical = port.get(PortKeys.PORT_USB_PATH);
    return physical == null ? null : new PortMatch.ByPhysicalPath(physical);
  }

  private static String names(List<Key<String>> keys) {
    return String.join(" and ", keys.stream().map(Key::name).toList());
  }

  /// Two paths may be one device, as things are plugged in today.
  private void checkReal(Section port, Path path, String place) {
    try {
      String before = realPaths.putIfAbsent(path.toRealPath(), place);
      if (before != null) {
        problems.warn(
            port.line(PortKeys.PORT_PATH),
            port.path(PortKeys.PORT_PATH),
            "leads to the same device as " + before + " at present; only one can have it");
      }
    } catch (IOException _) {
      // not plugged in now
    }
  }

  private static String label(Section port, PortMatch match) {
    return port.get(
        PortKeys.PORT_NAME,
        Names.of(
            switch (match) {
              case PortMatch.ByPath(Path path) ->
                  path.getFileName() == null ? "port" : path.getFileName().toString();
              case PortMatch.ByUsb(String vendor, String product, String serial) ->
                  vendor + ":" + product + (serial.isEmpty() ? "" : ":" + serial);
              case PortMatch.ByPhysicalPath(String physicalPath) -> physicalPath;
            }));
  }

  private String device(Section port, Decoding decoding, String place) {
    String device = port.get(PortKeys.DEVICE, "");
    if (device.isEmpty()) {
      return "";
    }
    if (decoding == Decoding.LINK) {
      problems.warn(
          port.line(PortKeys.DEVICE),
          port.path(PortKeys.DEVICE),
          "is not used: boards that speak the link say their id themselves");
    }
    if (decoding == Decoding.LINK) {
      return "";
    }
    String before = devices.putIfAbsent(device, place);
    if (before != null) {
      problems.add(
          port.line(PortKeys.DEVICE),
          port.path(PortKeys.DEVICE),
          "\"" + device + "\" is the board of " + before + " already; two boards need two ids");
    }
    return device;
  }

  /// Null unless the port's lines are in columns.
  private CsvRule csv(Section port, Decoding decoding) {
    List<Key<?>> keys = List.of(PortKeys.CSV_COLUMNS, PortKeys.CSV_SEPARATOR, PortKeys.CSV_HEADER);
    if (decoding != Decoding.CSV) {
      keys.stream()
          .filter(port::has)
          .findFirst()
          .ifPresent(
              key ->
                  problems.add(
                      port.line(key), port.path(key), "expected decode: csv for this port"));
      return null;
    }
    List<String> columns = port.get(PortKeys.CSV_COLUMNS, List.of());
    boolean header = port.get(PortKeys.CSV_HEADER, columns.isEmpty());
    if (!header && columns.isEmpty()) {
      problems.add(
          port.line(PortKeys.CSV_HEADER),
          port.path(PortKeys.CSV_HEADER),
          "expected csv.columns where no header line names the columns");
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      problems.add(
          port.line(PortKeys.CSV_COLUMNS),
          port.path(PortKeys.CSV_COLUMNS),
          "expected each column once; got " + String.join(", ", columns));
    }
    return new CsvRule(columns, port.get(PortKeys.CSV_SEPARATOR).charAt(0), header);
  }
}
