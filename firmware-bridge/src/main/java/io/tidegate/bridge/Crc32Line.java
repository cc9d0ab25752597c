package io.tidegate.bridge;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// The check value of a line: CRC-32 as zlib and Ethernet have it, written as 8 upper-case hex
/// digits.
public final class Crc32Line {

  static final int HEX_LENGTH = 8;

  private Crc32Line() {}

  public static int of(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  /// The CRC of a text of ASCII characters; boards make their nonce and their jitter from it.
  public static int of(String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    return of(bytes, 0, bytes.length);
  }

  public static String hex(int crc) {
    char[] digits = new char[HEX_LENGTH];
    for (int i = 0; i < HEX_LENGTH; i++) {
      digits[i] = hexDigit(crc >>> (28 - 4 * i));
    }
    return new String(digits);
  }

  /// Whether the 8 bytes at `offset` are exactly the digits of `crc`; small letters are not.
  static boolean matches(int crc, byte[] bytes, int offset) {
    for (int i = 0; i < HEX_LENGTH; i++) {
      if (bytes[offset + i] != hexDigit(crc >>> (28 - 4 * i))) {
        return false;
      }
    }
    return true;
  }

  private static char hexDigit(int value) {
    return "0123456789ABCDEF".charAt(value & 0xF);
  }
}
