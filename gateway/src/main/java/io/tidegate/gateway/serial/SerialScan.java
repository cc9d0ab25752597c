package io.tidegate.gateway.serial;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads sysfs: which serial ports there are, and what they say of themselves. jSerialComm's own
/// list leaves out links and pseudo-terminals, and may be stale.
public final class SerialScan {
  private final Path sys;
  private final Path dev;

  /// The roots, `/sys` and `/dev` on a real machine.
  public SerialScan(Path sys, Path dev) {
    this.sys = sys;
    this.dev = dev;
  }

  public static SerialScan ofSystem() {
    return new SerialScan(Path.of("/sys"), Path.of("/dev"));
  }

  /// Ports with a device behind them, by name; never more than the kernel lists.
  public List<FoundPort> ports() {
    List<FoundPort> found = new ArrayList<>();
    try (DirectoryStream<Path> names = Files.newDirectoryStream(sys.resolve("class/tty"))) {
      for (Path each : names) {
        if (Files.exists(each.resolve("device")) && !isPlaceholder(each)) {
          found.add(describe(each));
        }
      }
    } catch (IOException _) {
      return List.of();
    }
    found.sort(Comparator.comparing(FoundPort::path));
    return found;
  }

  /// The one port that matches; null when there is none, or when several do.
  public FoundPort find(PortMatch match) {
    return switch (match) {
      case PortMatch.ByPath(Path path) -> atPath(path);
      case PortMatch.ByUsb(String vendor, String product, String serial) ->
          only(
              ports().stream()
                  .filter(
                      port ->
                          port.vendor().equalsIgnoreCase(vendor)
                              && port.product().equalsIgnoreCase(product)
                              && (serial.isEmpty() || port.usbSerial().equals(serial)))
                  .toList());
      case PortMatch.ByPhysicalPath(String physicalPath) ->
          only(ports().stream().filter(port -> port.physicalPath().equals(physicalPath)).toList());
    };
  }

  private static FoundPort only(List<FoundPort> matching) {
    return matching.size() == 1 ? matching.getFirst() : null;
  }

  private FoundPort atPath(Path path) {
    try {
      Path real = path.toRealPath();
      Path tty = sys.resolve("class/tty").resolve(real.getFileName().toString());
      if (real.startsWith(dev)
          && real.getParent().equals(dev)
          && Files.exists(tty.resolve("device"))) {
        return describe(tty);
      }
      return new FoundPort(real, "", "", "", "", "", "");
    } catch (IOException _) {
      return null;
    }
  }

  private FoundPort describe(Path tty) {
    Path device = real(tty.resolve("device"));
    Path usb = usbDevice(device);
    Path path = dev.resolve(tty.getFileName().toString());
    String driver = driver(device);
    if (usb == null) {
      return new FoundPort(path, "", "", "", "", driver, "");
    }
    String maker = text(usb.resolve("manufacturer"));
    String product = text(usb.resolve("product"));
    return new FoundPort(
        path,
        text(usb.resolve("idVendor")),
        text(usb.resolve("idProduct")),
        text(usb.resolve("serial")),
        name(usb),
        driver,
        (maker + " " + product).strip());
  }

  /// 8250 drivers list ports that have no hardware behind them.
  private static boolean isPlaceholder(Path tty) {
    return Files.exists(tty.resolve("type")) && text(tty.resolve("type")).equals("0");
  }

  /// Newer kernels put two devices of their own between a UART and the one its driver is bound to.
  private String driver(Path device) {
    Path bound = device;
    while (bound.startsWith(sys) && real(bound.resolve("subsystem")).endsWith("bus/serial-base")) {
      bound = bound.getParent();
    }
    return name(real(bound.resolve("driver")));
  }

  private static Path usbDevice(Path device) {
    for (Path each = device; each != null; each = each.getParent()) {
      if (Files.exists(each.resolve("idVendor"))) {
        return each;
      }
    }
    return null;
  }

  private static Path real(Path link) {
    try {
      return link.toRealPath();
    } catch (IOException _) {
      return link;
    }
  }

  private static String name(Path path) {
    return Files.exists(path) ? path.getFileName().toString() : "";
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException _) {
      return "";
    }
  }
}
