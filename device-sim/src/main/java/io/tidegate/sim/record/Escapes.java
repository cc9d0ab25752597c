package io.tidegate.sim.record;

import java.util.HexFormat;

/// Bytes as readable text, as the package's description says.
final class Escapes {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Escapes() {}

  static void write(byte[] bytes, int length, StringBuilder to) {
    for (int i = 0; i < length; i++) {
      int value = bytes[i] & 0xff;
      switch (value) {
        case '\\' -> to.append("\\\\");
        case '\r' -> to.append("\\r");
        case '\n' -> to.append("\\n");
        case '\t' -> to.append("\\t");
        default -> {
          boolean plain = value > ' ' && value < 0x7f || value == ' ' && i < length - 1;
          if (plain) {
            to.append((char) value);
          } else {
            HEX.toHexDigits(to.append("\\x"), (byte) value);
          }
        }
      }
    }
  }

  /// Reads `text`, a char for each byte of the file, from this index into `to`; gives how many
  /// bytes. A mistake is told by an exception with words and the column, counted from 1.
  static int read(String text, int from, byte[] to) {
    int count = 0;
    for (int i = from; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next < ' ' || next == 0x7f) {
        throw new IllegalArgumentException(
            "column %d: expected readable text, got the byte \\x%02X".formatted(i + 1, (int) next));
      }
      if (next != '\\') {
        to[count++] = (byte) next;
        continue;
      }
      char kind = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      to[count++] =
          switch (kind) {
            case '\\' -> '\\';
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'x' -> hex(text, i);
            default -> throw unknown(text, i);
          };
      i += kind == 'x' ? 3 : 1;
    }
    return count;
  }

  private static byte hex(String text, int at) {
    if (at + 4 > text.length()
        || !HexFormat.isHexDigit(text.charAt(at + 2))
        || !HexFormat.isHexDigit(text.charAt(at + 3))) {
      throw unknown(text, at);
    }
    return (byte) HexFormat.fromHexDigits(text, at + 2, at + 4);
  }

  private static IllegalArgumentException unknown(String text, int at) {
    return new IllegalArgumentException(
        "column %d: expected \\\\, \\r, \\n, \\t or \\x and two hexadecimal digits, got \"%s\""
            .formatted(at + 1, text.substring(at, Math.min(text.length(), at + 4))));
  }
}
