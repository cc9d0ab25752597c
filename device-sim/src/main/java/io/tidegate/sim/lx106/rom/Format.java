package io.tidegate.sim.lx106.rom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/// `printf` as far as the ROM goes: `d i u x X o b p s c %`, with `-`, `0`, `+`, a blank, a width,
/// a precision (numbers or `*`) and `l`, `ll`, `h`. No floating point. What is no conversion is
/// printed as it stands.
///
/// Facts: the conversions are those of eCos' `diag_vprintf`, which the ROM's has in common with
/// other chips of its maker (`ets_printf` in the public `rom/ets_sys.h`); what they give is the C
/// standard's.
final class Format {
  private static final int WIDTH_LIMIT = 1024;
  private static final int LIMIT = 16_384;

  /// The arguments, one after the other.
  interface Arguments {
    int word();

    long wide();
  }

  private final Call call;
  private final byte[] format;
  private final Arguments arguments;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int at;

  // of one conversion
  private boolean left;
  private boolean zero;
  private String sign;
  private int width;
  private int precision;
  private int longs;

  private Format(Call call, byte[] format, Arguments arguments) {
    this.call = call;
    this.format = format;
    this.arguments = arguments;
  }

  static byte[] text(Call call, int format, Arguments arguments) {
    return new Format(call, call.text(format), arguments).all();
  }

  private byte[] all() {
    while (at < format.length && out.size() < LIMIT) {
      byte each = format[at++];
      if (each == '%') {
        conversion();
      } else {
        out.write(each);
      }
    }
    return out.toByteArray();
  }

  private void conversion() {
    int from = at - 1;
    flags();
    width = number();
    if (width < 0) {
      left = true;
      width = -width;
    }
    width = Math.min(width, WIDTH_LIMIT);
    precision = -1;
    if (peek() == '.') {
      at++;
      precision = Math.min(number(), WIDTH_LIMIT);
    }
    longs = 0;
    while (peek() == 'l' || peek() == 'h') {
      longs += peek() == 'l' ? 1 : 0;
      at++;
    }
    if (at >= format.length) {
      out.write(format, from, format.length - from);
      return;
    }
    int kind = format[at++];
    switch (kind) {
      case 'd', 'D', 'i' -> decimal();
      case 'u', 'U' -> digits("", Long.toUnsignedString(value(), 10));
      case 'x' -> digits("", Long.toUnsignedString(value(), 16));
      case 'X' -> digits("", Long.toUnsignedString(value(), 16).toUpperCase(java.util.Locale.ROOT));
      case 'o' -> digits("", Long.toUnsignedString(value(), 8));
      case 'b', 'B' -> digits("", Long.toUnsignedString(value(), 2));
      case 'p' -> padded("0x" + "%08x".formatted(arguments.word()));
      case 's', 'S' -> text(arguments.word());
      case 'c', 'C' -> padded("" + (char) (arguments.word() & 0xff));
      case '%' -> out.write('%');
      default -> out.write(format, from, at - from);
    }
  }

  private void flags() {
    left = false;
    zero = false;
    sign = "";
    while (true) {
      switch (peek()) {
        case '-' -> left = true;
        case '0' -> zero = true;
        case '+' -> sign = "+";
        case ' ' -> sign = sign.isEmpty() ? " " : sign;
        default -> {
          return;
        }
      }
      at++;
    }
  }

  private int peek() {
    return at < format.length ? format[at] : 0;
  }

  private int number() {
    if (peek() == '*') {
      at++;
      return Math.clamp(arguments.word(), -WIDTH_LIMIT, WIDTH_LIMIT);
    }
    int number = 0;
    while (peek() >= '0' && peek() <= '9') {
      number = Math.min(WIDTH_LIMIT, 10 * number + format[at++] - '0');
    }
    return number;
  }

  private long value() {
    return longs > 1 ? arguments.wide() : arguments.word() & 0xffffffffL;
  }

  private void decimal() {
    long value = longs > 1 ? arguments.wide() : arguments.word();
    String digits = Long.toString(value);
    digits(value < 0 ? "-" : sign, value < 0 ? digits.substring(1) : digits);
  }

  private void digits(String before, String digits) {
    String all = precision == 0 && digits.equals("0") ? "" : digits;
    all = "0".repeat(Math.max(0, precision - all.length())) + all;
    int room = width - before.length() - all.length();
    if (zero && !left && precision < 0 && room > 0) {
      all = "0".repeat(room) + all;
    }
    padded(before + all);
  }

  private void text(int from) {
    String text = from == 0 ? "<null>" : call.string(from);
    padded(precision >= 0 && precision < text.length() ? text.substring(0, precision) : text);
  }

  private void padded(String text) {
    String room = " ".repeat(Math.max(0, width - text.length()));
    byte[] bytes = (left ? text + room : room + text).getBytes(ISO_8859_1);
    out.write(bytes, 0, bytes.length);
  }
}
