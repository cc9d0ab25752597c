package io.tidegate.sim.lx106.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/// Numbers and bytes as the protocol writes them.
final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  /// A word, its lowest byte first.
  static String word(int value) {
    return FORMAT.toHexDigits(Integer.reverseBytes(value));
  }

  static int word(String digits) throws BadPacket {
    byte[] bytes = bytes(digits);
    if (bytes.length != 4) {
      throw new BadPacket();
    }
    return bytes[0] & 0xff | (bytes[1] & 0xff) << 8 | (bytes[2] & 0xff) << 16 | bytes[3] << 24;
  }

  static String bytes(byte[] bytes) {
    return FORMAT.formatHex(bytes);
  }

  static String text(String words) {
    return bytes(words.getBytes(UTF_8));
  }

  static byte[] bytes(String digits) throws BadPacket {
    try {
      return FORMAT.parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw new BadPacket();
    }
  }

  /// A number of up to 32 bits, its highest digit first.
  static int number(String digits) throws BadPacket {
    if (digits.isEmpty() || digits.length() > 8) {
      throw new BadPacket();
    }
    try {
      return HexFormat.fromHexDigits(digits);
    } catch (IllegalArgumentException e) {
      throw new BadPacket();
    }
  }

  /// A number that is not negative and not above this.
  static int number(String digits, int limit) throws BadPacket {
    int value = number(digits);
    if (value < 0 || value > limit) {
      throw new BadPacket();
    }
    return value;
  }
}
