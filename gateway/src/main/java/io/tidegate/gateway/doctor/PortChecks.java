package io.tidegate.gateway.doctor;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.serial.FoundPort;
import io.tidegate.gateway.serial.PortDoctor;
import io.tidegate.gateway.serial.PortMatch;
import io.tidegate.gateway.serial.SerialScan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Serial ports: there, allowed, and nobody else's. Without a configuration those that are plugged
/// in.
final class PortChecks {
  /// Major numbers of these are what the service's device list is made of when it starts.
  private static final List<String> USB_CLASSES = List.of("ttyUSB", "ttyACM");

  private PortChecks() {}

  /// A port as it was found; `port` null when it is not there.
  record Target(String label, String wanted, FoundPort port) {}

  static List<Target> targets(Situation at) {
    Machine machine = at.machine();
    SerialScan scan = new SerialScan(machine.at("/sys"), machine.at("/dev"));
    List<Target> targets = new ArrayList<>();
    if (at.configuration() == null) {
      scan.ports().forEach(port -> targets.add(new Target(name(port), "", port)));
      return targets;
    }
    at.configuration()
        .ports()
        .forEach(
            port ->
                targets.add(
                    new Target(
                        port.label(),
                        port.match().shown(),
                        scan.find(below(machine, port.match())))));
    return targets;
  }

  private static String name(FoundPort port) {
    return port.path().getFileName().toString();
  }

  private static PortMatch below(Machine machine, PortMatch match) {
    return match instanceof PortMatch.ByPath(Path path)
        ? new PortMatch.ByPath(machine.at(path))
        : match;
  }

  static List<Finding> find(Situation at) {
    List<Finding> found = new ArrayList<>();
    List<String> free = new ArrayList<>();
    for (Target target : targets(at)) {
      if (target.port() == null) {
        String wanted = target.wanted();
        String none =
            wanted.startsWith("/") ? wanted + " is not there" : "not exactly one is " + wanted;
        found.add(Id.PORT_PRESENT.warning(target.label(), none));
        continue;
      }
      String ours = at.running().ports().get(target.port().path());
      if (ours != null) {
        found.add(Id.PORT_HOLDER.ok(target.label(), "in use by the running gateway as " + ours));
        continue;
      }
      Finding access =
          DeviceAccess.of(at, Id.PORT_PERMISSION, target.label(), target.port().path());
      found.add(at.configuration() == null ? access.unwanted() : access);
      Finding holder = holder(at, target);
      if (holder == null) {
        free.add(target.label());
      } else {
        found.add(at.configuration() == null ? holder.unwanted() : holder);
      }
      modemManager(at.machine(), target, found);
    }
    if (!free.isEmpty()) {
      found.add(noHolder(at, free));
    }
    driver(at, found);
    return found;
  }

  /// Null when none is seen.
  private static Finding holder(Situation at, Target target) {
    Machine machine = at.machine();
    Path device = target.port().path();
    PortDoctor.Holder holder = PortDoctor.holder(machine.at("/proc"), device);
    if (holder == null) {
      return null;
    }
    Finding finding =
        Id.PORT_HOLDER.error(
            target.label(),
            machine.shown(device) + " is held by " + holder.shown(),
            "process",
            Long.toString(holder.process()));
    // not the gateway of this configuration, or one that does not answer
    return holder.program().equals("tidegate")
        ? finding.with("sudo systemctl stop tidegate")
        : finding;
  }

  private static Finding noHolder(Situation at, List<String> labels) {
    String ports = String.join(", ", labels);
    return User.present(at.machine()).isRoot()
        ? Id.PORT_HOLDER.ok(ports, "no other program has them open")
        : Id.PORT_HOLDER.unchecked(
            ports,
            "only root sees what programs of others have open",
            "sudo tidegate doctor" + (at.file() == null ? "" : " " + Id.quoted(at.fileShown())));
  }

  /// It looks at USB devices only, and not at those that udev marks.
  private static void modemManager(Machine machine, Target target, List<Finding> found) {
    if (target.port().vendor().isEmpty() || !machine.runs("ModemManager")) {
      return;
    }
    String device = machine.text("/sys/class/tty/" + name(target.port()) + "/dev");
    String marks = machine.text("/run/udev/data/c" + device);
    String path = machine.shown(target.port().path());
    boolean kept =
        marks.contains("E:ID_MM_PORT_IGNORE=1") || marks.contains("E:ID_MM_DEVICE_IGNORE=1");
    found.add(
        kept
            ? Id.MODEM_MANAGER.ok(target.label(), "ModemManager is kept away from " + path)
            : Id.MODEM_MANAGER.warning(
                target.label(), "ModemManager runs, and may write to " + path));
  }

  private static void driver(Situation at, List<Finding> found) {
    Configuration configuration = at.configuration();
    if (configuration == null || !User.isServices(at.file()) || !namesUsb(configuration)) {
      return;
    }
    List<String> devices = at.machine().lines("/proc/devices");
    List<String> missing =
        USB_CLASSES.stream()
            .filter(each -> devices.stream().noneMatch(line -> line.strip().endsWith(" " + each)))
            .toList();
    String shown = String.join(", ", missing);
    found.add(
        missing.isEmpty()
            ? Id.PORT_DRIVER.ok("drivers", "ports of USB may be plugged in at any time")
            : Id.PORT_DRIVER.warning("drivers", "the kernel knows no " + shown + " yet"));
  }

  private static boolean namesUsb(Configuration configuration) {
    return configuration.ports().stream()
        .anyMatch(
            port ->
                switch (port.match()) {
                  case PortMatch.ByPath(Path path) ->
                      path.startsWith("/dev/serial/by-id")
                          || path.startsWith("/dev/serial/by-path")
                          || path.startsWith("/dev/tidegate")
                          || USB_CLASSES.stream()
                              .anyMatch(each -> path.toString().startsWith("/dev/" + each));
                  case PortMatch.ByUsb _, PortMatch.ByPhysicalPath _ -> true;
                });
  }
}
