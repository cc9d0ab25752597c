package io.tidegate.gateway.device;

import io.tidegate.bridge.FlatJson;

/// What a plain board is known by: the configuration, else its own word, else its USB serial
/// number,
/// else where it is plugged in. `notice` is null unless the gateway had to choose for the board.
record Identity(String heard, String notice, String words) {
  static final String MEMBER = "device_id";

  /// USB serial numbers shorter than this are what cheap converters all have in common ("0", "1").
  private static final int SERIAL_LENGTH_MIN = 4;

  /// `values` may be null.
  static Identity of(Port port, FlatJson values) {
    if (!port.rule.device().isEmpty()) {
      return new Identity(port.rule.device(), null, "");
    }
    String told = values == null ? "" : values.word(MEMBER);
    if (!told.isEmpty()) {
      return new Identity(told, null, "");
    }
    PortSource source = port.source;
    if (source.usbSerial().length() >= SERIAL_LENGTH_MIN) {
      return new Identity(source.usbSerial(), "named_by_usb", "the USB serial number");
    }
    if (!source.physicalPath().isEmpty()) {
      return new Identity(source.physicalPath(), "named_by_path", "the socket it is plugged into");
    }
    return new Identity(source.label(), "named_by_label", "the name of its port");
  }
}
