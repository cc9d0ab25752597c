package io.tidegate.sim.sketch.net;

/// Addresses as a chip has them: four bytes, of which the first is the lowest of a number.
final class Ipv4 {
  private static final int PARTS = 4;

  private Ipv4() {}

  static String text(long address) {
    return (address & 0xFF)
        + "."
        + (address >> 8 & 0xFF)
        + "."
        + (address >> 16 & 0xFF)
        + "."
        + (address >> 24 & 0xFF);
  }

  /// 0 for what is no such address.
  static long of(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS) {
      return 0;
    }
    long address = 0;
    for (int i = 0; i < PARTS; i++) {
      if (!parts[i].matches("\\d{1,3}") || Integer.parseInt(parts[i]) > 255) {
        return 0;
      }
      address |= Long.parseLong(parts[i]) << 8 * i;
    }
    return address;
  }
}
