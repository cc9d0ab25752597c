package io.tidegate.bridge;

/// Base64url without padding: names of 48 bits (sessions and nonces, 8 characters), and the bytes
/// of a stream.
public final class Base64Url {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Base64Url() {}

  /// The lower 48 bits of `bits`, highest first. Where they come from (chance or a count) is the
  /// caller's.
  public static String of48Bits(long bits) {
    char[] name = new char[Limits.SESSION_LENGTH];
    for (int i = 0; i < name.length; i++) {
      name[i] = ALPHABET.charAt((int) (bits >>> (42 - 6 * i)) & 0x3F);
    }
    return new String(name);
  }

  /// Whether `name` is a session or a nonce. "-", the absent session, is not.
  public static boolean isName(String name) {
    return name.length() == Limits.SESSION_LENGTH && isMadeOfLetters(name);
  }

  /// Whether `text` is at most so many bytes, without padding.
  static boolean isData(String text, int bytesMost) {
    return text.length() % 4 != 1 && text.length() * 3 / 4 <= bytesMost && isMadeOfLetters(text);
  }

  private static boolean isMadeOfLetters(String text) {
    return text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }
}
