package io.tidegate.gateway.serial;

import java.nio.file.Path;

/// A serial port that is there. Ids are empty where the kernel knows none (a UART on the board, a
/// pseudo-terminal).
public record FoundPort(
    Path path,
    String vendor,
    String product,
    String usbSerial,
    String physicalPath,
    String driver,
    String description) {

  /// `1a86:7523`, or empty.
  public String ids() {
    return vendor.isEmpty() ? "" : vendor + ":" + product;
  }
}
