package io.tidegate.gateway.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names from outside, checked at the door: they become part of topics and file names.
///
/// A legal name is 1 to 64 of `A-Z a-z 0-9 _ . : -` and stays as it is. In any other each byte that
/// is not legal becomes `~HH`, so the old name can be told from the new one, and no two names
/// become
/// one. What is then longer than 64 is cut, and a hash of the whole stands for the rest: `...~~`
/// and
/// 12 hex digits.
public final class Names {
  public static final int LENGTH_LIMIT = 64;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int HASH_BYTES = 6;
  private static final int CUT = LENGTH_LIMIT - 2 - 2 * HASH_BYTES;

  private Names() {}

  public static boolean legal(String name) {
    if (name.isEmpty() || name.length() > LENGTH_LIMIT) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!legal(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// The name itself when it is legal, else the one it is mapped to.
  public static String of(String heard) {
    return legal(heard) ? heard : map(heard);
  }

  private static String map(String heard) {
    byte[] bytes = heard.getBytes(UTF_8);
    if (bytes.length == 0) {
      return "~";
    }
    StringBuilder name = new StringBuilder();
    int cut = 0;
    for (byte b : bytes) {
      if (name.length() <= CUT) {
        cut = name.length();
      }
      if (legal((char) (b & 0xff))) {
        name.append((char) b);
      } else {
        name.append('~').append(HEX.toHexDigits(b));
      }
    }
    if (name.length() <= LENGTH_LIMIT) {
      return name.toString();
    }
    name.setLength(cut);
    return name.append("~~").append(HEX.formatHex(hash(bytes), 0, HASH_BYTES)).toString();
  }

  private static boolean legal(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '.'
        || c == ':'
        || c == '-';
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
