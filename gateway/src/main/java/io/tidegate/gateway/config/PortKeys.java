package io.tidegate.gateway.config;

import static io.tidegate.strict.Key.of;
import static io.tidegate.strict.Key.open;

import io.tidegate.gateway.device.Decoding;
import io.tidegate.gateway.serial.SerialPortSettings.LinePolicy;
import io.tidegate.strict.Key;
import io.tidegate.strict.Types;
import java.util.List;

/// The keys of a port.
final class PortKeys {
  private PortKeys() {}

  static final Key<String> PORT_PATH =
      open(
          "ports[].path",
          Keys.PATH,
          "one of `path`, `usb`, `usb_path`",
          "the device file, or a link to it such as `/dev/serial/by-id/...`");

  static final Key<String> PORT_USB =
      open(
          "ports[].usb",
          Types.text(
              "vendor:product in hex digits, such as 1a86:7523",
              text -> text.matches("[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}")),
          "",
          "the USB ids of the adapter");

  static final Key<String> PORT_USB_SERIAL =
      open(
          "ports[].usb_serial",
          Types.text("1 to 128 characters", text -> text.length() <= 128),
          "any",
          "with `usb`: the adapter's serial number");

  static final Key<String> PORT_USB_PATH =
      open(
          "ports[].usb_path",
          Types.text(
              "bus-port.port, such as 1-1.2",
              text -> text.matches("[0-9]{1,3}-[0-9]{1,3}(\\.[0-9]{1,3}){0,8}")),
          "",
          "the socket the adapter is plugged into, as the kernel names it");

  static final Key<String> PORT_NAME =
      open(
          "ports[].name",
          Keys.NAME,
          "the end of the path, or the USB ids",
          "the port's name in logs, status and `{port}`");

  static final Key<Long> BAUD =
      of("ports[].baud", Types.whole(50, 4_000_000), "115200", "bits per second");

  static final Key<LinePolicy> LINES =
      of(
          "ports[].lines",
          Types.choice(LinePolicy.class),
          "leave",
          "DTR and RTS at open: as the kernel left them (raised), both low, or a reset pulse");

  static final Key<Decoding> DECODE =
      of(
          "ports[].decode",
          Types.choice(Decoding.class),
          "auto",
          "how lines are read; `auto`: link frames and JSON lines, the first also right behind what a"
              + " chip says at another speed when it starts (five lines on end that `key_value` or"
              + " `csv` would read are a notice, `not_read`); `link`: frames only, and the board is"
              + " asked at once");

  static final Key<String> DEVICE =
      open(
          "ports[].device",
          Keys.NAME,
          "the line's `device_id`, else the USB serial number, else the socket, else the port's name",
          "the id of a board that does not speak the link");

  static final Key<List<String>> CSV_COLUMNS =
      open(
          "ports[].csv.columns",
          Types.texts("1 to 64 characters each", text -> text.length() <= 64),
          "from the header line",
          "the columns' names in order; without them nothing is read until a header line came, and most boards print one only when they start");

  static final Key<String> CSV_SEPARATOR =
      of(
          "ports[].csv.separator",
          Types.text(
              "one character: , ; | or a tab (\"\\t\")",
              text -> text.length() == 1 && ",;|\t".contains(text)),
          ",",
          "what stands between columns");

  static final Key<Boolean> CSV_HEADER =
      open(
          "ports[].csv.header",
          Types.flag(),
          "true without `columns`",
          "a line of names is a header, no reading");
}
