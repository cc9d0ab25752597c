package io.tidegate.gateway.doctor;

import io.tidegate.gateway.serial.FoundPort;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// UARTs of the board itself, as far as they are configured: consoles, logins, and a Pi's two
/// kinds.
final class UartChecks {
  private static final Pattern PI_UART = Pattern.compile("/dev/(serial[01]|ttyS0|ttyAMA\\d+)");
  private static final String MINI_UART = "bcm2835-aux-uart";
  private static final String GETTY_SLICE =
      "/sys/fs/cgroup/system.slice/system-serial\\x2dgetty.slice/";
  private static final String GETTY_WANTED = "/etc/systemd/system/getty.target.wants/";

  private UartChecks() {}

  static List<Finding> find(Situation at) {
    List<Finding> found = new ArrayList<>();
    if (at.configuration() == null) {
      return found;
    }
    for (PortChecks.Target target : PortChecks.targets(at)) {
      FoundPort port = target.port();
      if (port == null) {
        uartOff(at.machine(), target, found);
      } else if (port.vendor().isEmpty() && !port.driver().isEmpty()) {
        found.add(console(at.machine(), target));
        found.add(getty(at.machine(), target));
        miniUart(at.machine(), target, found);
      }
    }
    return found;
  }

  private static String tty(PortChecks.Target target) {
    return target.port().path().getFileName().toString();
  }

  private static Finding console(Machine machine, PortChecks.Target target) {
    String tty = tty(target);
    if (!words(machine, "/sys/class/tty/console/active").contains(tty)) {
      return Id.SERIAL_CONSOLE.ok(target.label(), "no console on " + tty);
    }
    boolean pi = !machine.raspberryPi().isEmpty();
    String commandLine = machine.firmwareConfig().replace("config.txt", "cmdline.txt");
    Finding finding =
        Id.SERIAL_CONSOLE.error(
            target.label(),
            "the kernel's console is on " + tty,
            "tty",
            tty,
            "file",
            pi ? commandLine : "/etc/default/grub");
    // a command line that GRUB keeps has to be written into its own file
    return pi
        ? finding
        : finding.with(finding.command().replace("sudo reboot", "sudo update-grub && sudo reboot"));
  }

  private static List<String> words(Machine machine, String path) {
    return List.of(machine.text(path).split("\\s+"));
  }

  private static Finding getty(Machine machine, PortChecks.Target target) {
    String tty = tty(target);
    String unit = "serial-getty@" + tty + ".service";
    boolean waits = machine.has(GETTY_SLICE + unit) || machine.has(GETTY_WANTED + unit);
    return waits
        ? Id.SERIAL_GETTY.error(target.label(), "a login waits on " + tty, "tty", tty)
        : Id.SERIAL_GETTY.ok(target.label(), "no login on " + tty);
  }

  private static void miniUart(Machine machine, PortChecks.Target target, List<Finding> found) {
    if (target.port().driver().equals(MINI_UART)) {
      found.add(
          Id.MINI_UART.warning(
              target.label(), tty(target) + " is the mini-UART", "file", machine.firmwareConfig()));
    }
  }

  private static void uartOff(Machine machine, PortChecks.Target target, List<Finding> found) {
    if (!machine.raspberryPi().isEmpty() && PI_UART.matcher(target.wanted()).matches()) {
      found.add(
          Id.UART_OFF.error(
              target.label(),
              target.wanted() + " is not there on this Pi",
              "file",
              machine.firmwareConfig()));
    }
  }
}
