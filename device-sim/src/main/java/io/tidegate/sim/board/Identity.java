package io.tidegate.sim.board;

import java.util.SplittableRandom;

/// What tells one chip from another: the address in its fuses. The first three bytes are one of
/// Espressif's, the last three are the chip id.
public record Identity(long mac) {
  private static final int[] ESPRESSIF = {
    0x18FE34, 0x5CCF7F, 0x600194, 0x84F3EB, 0xA020A6, 0xBCDDC2, 0xECFABC
  };
  private static final int CHIP_ID = 0xFFFFFF;

  public Identity {
    if (mac < 0 || mac >= 1L << 48) {
      throw new IllegalArgumentException("expected 48 bits, got " + Long.toHexString(mac));
    }
  }

  /// The same for the same name and seed, and for nobody else.
  public static Identity of(String name, long seed) {
    SplittableRandom random = chance(name, seed);
    long maker = ESPRESSIF[random.nextInt(ESPRESSIF.length)];
    return new Identity(maker << 24 | random.nextInt() & CHIP_ID);
  }

  /// What `ESP.getChipId()` gives.
  public int chipId() {
    return (int) mac & CHIP_ID;
  }

  /// Its six bytes, as they go over the air.
  public byte[] macBytes() {
    byte[] bytes = new byte[6];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (mac >> 8 * (bytes.length - 1 - i));
    }
    return bytes;
  }

  /// What `WiFi.macAddress()` gives: `5C:CF:7F:0A:1B:2C`.
  public String macText() {
    StringBuilder text = new StringBuilder();
    for (int shift = 40; shift >= 0; shift -= 8) {
      text.append("%02X".formatted(mac >> shift & 0xff)).append(shift == 0 ? "" : ":");
    }
    return text.toString();
  }

  static SplittableRandom chance(String name, long seed) {
    long hash = seed;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return new SplittableRandom(hash);
  }
}
