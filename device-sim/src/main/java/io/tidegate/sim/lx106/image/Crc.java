package io.tidegate.sim.lx106.image;

/// The CRC of the Arduino core: of its files for the flash, and of what it tells its boot loader.
/// The polynomial of Ethernet, from the highest bit on, begins with ones and is not turned.
public final class Crc {
  private static final int POLYNOMIAL = 0x04c11db7;
  private static final int[] TABLE = new int[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? POLYNOMIAL : 0);
      }
      TABLE[i] = crc;
    }
  }

  private Crc() {}

  public static int of(byte[] bytes) {
    int crc = -1;
    for (byte each : bytes) {
      crc = crc << 8 ^ TABLE[crc >>> 24 ^ each & 0xff];
    }
    return crc;
  }
}
