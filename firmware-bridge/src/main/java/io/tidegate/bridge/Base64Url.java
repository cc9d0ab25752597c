package io.tidegate.bridge;

/// Names of 48 bits: sessions and nonces, 8 characters of base64url.
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
    return name.length() == Limits.SESSION_LENGTH
        && name.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }
}
