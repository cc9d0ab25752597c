package io.tidegate.gateway.i2c;

import io.tidegate.gateway.i2c.ChipFault.Kind;

/// What each chip was given in the factory, and what becomes of its converters' numbers with it.
///
/// Source: Bosch Sensortec, BST-BME280-DS002, sections 4.2.2 (registers) and 8.1 (formulas in
/// floating point); BST-BMP280-DS001, sections 3.11.2 and 8.1, the same without humidity.
record BoschCalibration(
    double[] temperature, double[] pressure, double[] humidity, boolean withHumidity) {
  static final int FIRST = 0x88;
  static final int FIRST_BYTES = 26;
  static final int SECOND = 0xE1;
  static final int SECOND_BYTES = 7;

  private static final int PRESSURE_AT = 6;

  /// 0x88 to 0xA1, and 0xE1 to 0xE7 where there is humidity.
  static BoschCalibration of(byte[] first, byte[] second) throws ChipFault {
    boolean withHumidity = second.length > 0;
    double[] t = {unsigned(first, 0), signed(first, 2), signed(first, 4)};
    double[] p = new double[9];
    for (int i = 0; i < p.length; i++) {
      int at = PRESSURE_AT + 2 * i;
      p[i] = i == 0 ? unsigned(first, at) : signed(first, at);
    }
    if (only(first, 0) || only(first, 0xFF) || withHumidity && onlyOne(second)) {
      throw none("holds nothing but " + (first[0] == 0 ? "zeros" : "ones"));
    }
    if (t[0] == 0 || p[0] == 0) {
      throw none("cannot be computed with");
    }
    return new BoschCalibration(
        t, p, withHumidity ? humidity(first, second) : new double[0], withHumidity);
  }

  private static ChipFault none(String words) {
    return new ChipFault(
        Kind.NO_CALIBRATION, "its calibration " + words + ": a broken chip, or none of Bosch's");
  }

  private static double[] humidity(byte[] first, byte[] second) {
    int shared = second[4];
    return new double[] {
      first[FIRST_BYTES - 1] & 0xFF,
      signed(second, 0),
      second[2] & 0xFF,
      second[3] << 4 | shared & 0xF,
      second[5] << 4 | shared >> 4 & 0xF,
      second[6]
    };
  }

  static boolean only(byte[] bytes, int value) {
    for (byte each : bytes) {
      if ((each & 0xFF) != value) {
        return false;
      }
    }
    return true;
  }

  private static boolean onlyOne(byte[] bytes) {
    return only(bytes, 0) || only(bytes, 0xFF);
  }

  private static int unsigned(byte[] bytes, int at) {
    return signed(bytes, at) & 0xFFFF;
  }

  private static int signed(byte[] bytes, int at) {
    return bytes[at + 1] << 8 | bytes[at] & 0xFF;
  }

  /// The temperature in 1/5120 of a degree Celsius, which the others take.
  double fine(int raw) {
    double offset = raw / 131_072.0 - temperature[0] / 8_192;
    return 8 * offset * temperature[1] + offset * offset * temperature[2];
  }

  static double celsius(double fine) {
    return fine / 5_120;
  }

  double hectopascals(int raw, double fine) {
    double x = fine / 2 - 64_000;
    double shift = x * x * pressure[5] / 131_072 + x * pressure[4] / 2 + pressure[3] * 65_536;
    double bend = (pressure[2] * x * x / 524_288 + pressure[1] * x) / 524_288;
    double slope = (1 + bend / 32_768) * pressure[0];
    double straight = (1_048_576 - raw - shift / 4_096) * 6_250 / slope;
    double more =
        pressure[8] * straight * straight / 2_147_483_648.0
            + pressure[7] * straight / 32_768
            + pressure[6];
    return (straight + more / 16) / 100;
  }

  /// The formula ends at 0 and at 100.
  double percent(int raw, double fine) {
    double x = fine - 76_800;
    double slope =
        humidity[1]
            / 65_536
            * (1 + humidity[5] / 67_108_864 * x * (1 + humidity[2] / 67_108_864 * x));
    double straight = (raw - humidity[3] * 64 - humidity[4] / 16_384 * x) * slope;
    return Math.clamp(straight * (1 - humidity[0] * straight / 524_288), 0.0, 100.0);
  }
}
