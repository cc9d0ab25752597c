package io.tidegate.sim.pins;

import io.tidegate.sim.sensor.Ds18b20Chip;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// The eight bytes by which one device on a one-wire line is told from the others: family, serial
/// number, CRC; sent from the first byte's lowest bit on.
public record OneWireRom(String hex) {
  public static final int DS18B20 = 0x28;

  private static final Pattern HEX = Pattern.compile("[0-9A-F]{16}");
  private static final int BYTES = 8;

  public OneWireRom {
    String given = hex;
    hex = hex.toUpperCase(Locale.ROOT);
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "address: expected 16 hexadecimal digits, such as %s; got \"%s\""
              .formatted(of(DS18B20, 1).hex, given));
    }
    byte[] bytes = HexFormat.of().parseHex(hex);
    int crc = Ds18b20Chip.crc(bytes, BYTES - 1);
    if (crc != (bytes[BYTES - 1] & 0xFF)) {
      throw new IllegalArgumentException(
          "address: expected %02X as the last byte of %s, its CRC; got %s"
              .formatted(crc, given, hex.substring(14)));
    }
  }

  /// With this serial number of 48 bits.
  public static OneWireRom of(int family, long serial) {
    byte[] bytes = new byte[BYTES];
    bytes[0] = (byte) family;
    for (int i = 1; i < BYTES - 1; i++) {
      bytes[i] = (byte) (serial >> 8 * (i - 1));
    }
    bytes[BYTES - 1] = (byte) Ds18b20Chip.crc(bytes, BYTES - 1);
    return new OneWireRom(HexFormat.of().withUpperCase().formatHex(bytes));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  boolean bit(int index) {
    return (bytes()[index / 8] >> index % 8 & 1) != 0;
  }
}
