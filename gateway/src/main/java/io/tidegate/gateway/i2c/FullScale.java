package io.tidegate.gateway.i2c;

import java.math.BigDecimal;

/// The ranges of an ADS1115, both ways, with what stands for them in its config register (PGA). An
/// input may never be above the chip's supply, whatever the range.
public enum FullScale {
  V6_144("6.144", 0),
  V4_096("4.096", 1),
  V2_048("2.048", 2),
  V1_024("1.024", 3),
  V0_512("0.512", 4),
  V0_256("0.256", 5);

  private final String volts;
  final int code;

  FullScale(String volts, int code) {
    this.volts = volts;
    this.code = code;
  }

  /// As a configuration has it: `4.096 V`.
  public String wireName() {
    return volts + " V";
  }

  BigDecimal volts() {
    return new BigDecimal(volts);
  }
}
