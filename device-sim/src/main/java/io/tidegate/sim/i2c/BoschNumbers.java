package io.tidegate.sim.i2c;

/// What each chip of a BMP280 or BME280 is given in the factory, and the integer formulas that turn
/// its converters' numbers into a temperature, a pressure and a humidity with them.
///
/// Source: Bosch Sensortec, BST-BMP280-DS001, sections 3.11.2, 3.11.3 and 3.12; BST-BME280-DS002,
/// sections 4.2.2 and 4.2.3. `t` are dig_T1 to 3, `p` dig_P1 to 9, `h` dig_H1 to 6.
public record BoschNumbers(int[] t, int[] p, int[] h) {
  /// Temperature and pressure are the example of BST-BMP280-DS001, section 3.12; humidity is ours,
  /// as chips have it.
  public static final BoschNumbers EXAMPLE =
      new BoschNumbers(
          new int[] {27504, 26435, -1000},
          new int[] {36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000},
          new int[] {75, 367, 0, 301, 50, 30});

  static final int FIRST = 0x88;
  static final int SECOND = 0xE1;

  /// The temperature in the unit that the other formulas take.
  int fine(int raw) {
    int a = ((raw >> 3) - (t[0] << 1)) * t[1] >> 11;
    int b = (raw >> 4) - t[0];
    return a + ((b * b >> 12) * t[2] >> 14);
  }

  /// In hundredths of a degree Celsius.
  int temperature(int raw) {
    return fine(raw) * 5 + 128 >> 8;
  }

  /// In 1/256 Pa.
  long pressure(int raw, int fine) {
    long x = fine - 128_000L;
    long shift = x * x * p[5] + (x * p[4] << 17) + ((long) p[3] << 35);
    long slope = (x * x * p[2] >> 8) + (x * p[1] << 12);
    slope = ((1L << 47) + slope) * p[0] >> 33;
    if (slope == 0) {
      return 0;
    }
    long first = (((1_048_576L - raw << 31) - shift) * 3125) / slope;
    long square = p[8] * (first >> 13) * (first >> 13) >> 25;
    long linear = p[7] * first >> 19;
    return (first + square + linear >> 8) + ((long) p[6] << 4);
  }

  /// In 1/1024 %.
  int humidity(int raw, int fine) {
    int x = fine - 76_800;
    int shifted = (raw << 14) - (h[3] << 20) - h[4] * x + 16_384 >> 15;
    int slope = ((x * h[5] >> 10) * ((x * h[2] >> 11) + 32_768) >> 10) + 2_097_152;
    int straight = shifted * (slope * h[1] + 8_192 >> 14);
    int bent = straight - (((straight >> 15) * (straight >> 15) >> 7) * h[0] >> 4);
    return Math.clamp(bent, 0, 419_430_400) >> 12;
  }

  /// Into the registers; the humidity's are only there in a BME280.
  void put(int[] registers, boolean withHumidity) {
    int at = FIRST;
    for (int[] each : new int[][] {t, p}) {
      for (int value : each) {
        registers[at++] = value & 0xFF;
        registers[at++] = value >> 8 & 0xFF;
      }
    }
    if (withHumidity) {
      registers[0xA1] = h[0];
      registers[SECOND] = h[1] & 0xFF;
      registers[SECOND + 1] = h[1] >> 8 & 0xFF;
      registers[SECOND + 2] = h[2];
      registers[SECOND + 3] = h[3] >> 4 & 0xFF;
      registers[SECOND + 4] = h[3] & 0xF | (h[4] & 0xF) << 4;
      registers[SECOND + 5] = h[4] >> 4 & 0xFF;
      registers[SECOND + 6] = h[5] & 0xFF;
    }
  }
}
