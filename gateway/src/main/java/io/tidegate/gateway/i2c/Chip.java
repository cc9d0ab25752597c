package io.tidegate.gateway.i2c;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The chips that can be read: where they may be, and what they measure.
public enum Chip {
  BME280(0x76, 0x77, List.of("temp", "humidity", "pressure")),
  BMP280(0x76, 0x77, List.of("temp", "pressure")),
  ADS1115(0x48, 0x4B, Ads1115.CHANNELS);

  private final int firstAddress;
  private final int lastAddress;
  private final List<String> channels;

  Chip(int firstAddress, int lastAddress, List<String> channels) {
    this.firstAddress = firstAddress;
    this.lastAddress = lastAddress;
    this.channels = channels;
  }

  /// As a configuration has it.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// `temp` in degrees Celsius, `humidity` in percent, `pressure` in hectopascals, the inputs of a
  /// converter in volts.
  public List<String> channels() {
    return channels;
  }

  public boolean mayBeAt(int address) {
    return address >= firstAddress && address <= lastAddress;
  }

  /// For a person: `0x76 or 0x77`.
  public String addresses() {
    return "0x%02x %s 0x%02x"
        .formatted(firstAddress, lastAddress - firstAddress == 1 ? "or" : "to", lastAddress);
  }

  /// Its inputs are measured one by one, in a range that can be chosen; what others measure, they
  /// measure together.
  public boolean isConverter() {
    return this == ADS1115;
  }

  /// Measures `channel`, and gives what came of it: other channels too, where they are measured
  /// together. `range` is for a converter.
  public Map<String, BigDecimal> measure(I2cBus bus, int address, String channel, FullScale range)
      throws ChipFault {
    return switch (this) {
      case BME280 -> Bosch.measure(bus, address, true);
      case BMP280 -> Bosch.measure(bus, address, false);
      case ADS1115 -> Map.of(channel, Ads1115.measure(bus, address, channel, range));
    };
  }
}
