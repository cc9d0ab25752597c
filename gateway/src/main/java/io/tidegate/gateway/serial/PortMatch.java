package io.tidegate.gateway.serial;

import java.nio.file.Path;

/// How the configuration names a port.
public sealed interface PortMatch {
  /// For a person.
  default String shown() {
    return switch (this) {
      case ByPath(Path path) -> path.toString();
      case ByUsb(String vendor, String product, String serial) ->
          "USB " + vendor + ":" + product + (serial.isEmpty() ? "" : " serial " + serial);
      case ByPhysicalPath(String physicalPath) -> "USB socket " + physicalPath;
    };
  }

  /// A device file or a link to one (`/dev/serial/by-id/...`).
  record ByPath(Path path) implements PortMatch {}

  /// USB vendor and product in four hex digits; `serial` empty: any.
  record ByUsb(String vendor, String product, String serial) implements PortMatch {}

  /// The socket it is plugged into, as the kernel names it: `1-1.2`.
  record ByPhysicalPath(String physicalPath) implements PortMatch {}
}
