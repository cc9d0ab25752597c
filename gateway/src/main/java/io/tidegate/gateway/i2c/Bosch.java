package io.tidegate.gateway.i2c;

import io.tidegate.gateway.i2c.ChipFault.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/// Bosch's BME280 and BMP280, forced to one measurement at a time, each quantity once, no filter:
/// what the maker proposes for the weather.
///
/// Source: Bosch Sensortec, BST-BME280-DS002, sections 3.3.3 (forced mode), 3.5.1 (weather), 5.4
/// (registers) and 9.1 (time of a measurement); BST-BMP280-DS001, sections 3.6.2, 4.3 and 3.8.1.
///
/// ```
/// D0 id   F2 ctrl_hum   F3 status   F4 ctrl_meas   F5 config
/// F7..FE pressure, temperature, humidity
/// ```
final class Bosch {
  private static final int ID = 0xD0;
  private static final int CTRL_HUM = 0xF2;
  private static final int STATUS = 0xF3;
  private static final int CTRL_MEAS = 0xF4;
  private static final int CONFIG = 0xF5;
  private static final int DATA = 0xF7;

  private static final int BME280 = 0x60;

  /// The first two are samples.
  private static final int BMP280_FIRST = 0x56;

  private static final int BMP280_LAST = 0x58;

  /// Of status: its memory is being copied to the calibration registers; it measures.
  private static final int COPYING = 0x01;

  private static final int MEASURING = 0x08;

  /// Of ctrl_hum and ctrl_meas: each once.
  private static final int HUMIDITY_ONCE = 0x01;

  private static final int ASLEEP_ONCE = 0x24;
  private static final int FORCED_ONCE = 0x25;

  /// The longest that measuring takes is 9.3 ms.
  private static final long MEASURING_NANOS = 9_300_000;

  private static final long AGAIN_NANOS = 2_000_000;
  private static final int TIMES = 10;

  /// What the converters' registers hold until there is a measurement.
  private static final int NOTHING = 0x80000;

  private static final int NO_HUMIDITY = 0x8000;

  private static final double COLDEST = -40;
  private static final double WARMEST = 85;

  /// More than the chips resolve.
  private static final int DECIMALS = 4;

  private Bosch() {}

  static Map<String, BigDecimal> measure(I2cBus bus, int address, boolean withHumidity)
      throws ChipFault {
    checkId(bus.read(address, ID, 1)[0] & 0xFF, withHumidity);
    awaitStatus(bus, address, COPYING, "its memory is never copied to its registers");
    BoschCalibration calibration =
        BoschCalibration.of(
            bus.read(address, BoschCalibration.FIRST, BoschCalibration.FIRST_BYTES),
            withHumidity
                ? bus.read(address, BoschCalibration.SECOND, BoschCalibration.SECOND_BYTES)
                : new byte[0]);
    if (withHumidity) {
      bus.write(address, (byte) CTRL_HUM, (byte) HUMIDITY_ONCE);
    }
    bus.write(address, (byte) CONFIG, (byte) 0);
    bus.write(address, (byte) CTRL_MEAS, (byte) FORCED_ONCE);
    bus.await(MEASURING_NANOS);
    awaitStatus(bus, address, MEASURING, "its measurement does not end");
    checkSettings(bus.read(address, CTRL_HUM, 3), withHumidity);
    return values(calibration, bus.read(address, DATA, withHumidity ? 8 : 6));
  }

  private static void checkId(int id, boolean withHumidity) throws ChipFault {
    boolean bmp280 = id >= BMP280_FIRST && id <= BMP280_LAST;
    if (withHumidity ? id == BME280 : bmp280) {
      return;
    }
    String what = id == BME280 ? "a BME280" : bmp280 ? "a BMP280" : "no BME280 or BMP280";
    throw new ChipFault(
        Kind.WRONG_CHIP,
        "expected a %s, its id is 0x%02x: it is %s"
            .formatted(withHumidity ? "BME280" : "BMP280", id, what));
  }

  private static void awaitStatus(I2cBus bus, int address, int bit, String otherwise)
      throws ChipFault {
    for (int time = 0; time < TIMES; time++) {
      if ((bus.read(address, STATUS, 1)[0] & bit) == 0) {
        return;
      }
      bus.await(AGAIN_NANOS);
    }
    throw new ChipFault(Kind.NOT_READY, otherwise);
  }

  /// `held` is ctrl_hum, status, ctrl_meas. A chip that lost its power, or that another program has
  /// set otherwise, has not made the measurement that was asked for.
  private static void checkSettings(byte[] held, boolean withHumidity) throws ChipFault {
    if (held[2] != ASLEEP_ONCE || withHumidity && (held[0] & 7) != HUMIDITY_ONCE) {
      throw new ChipFault(
          Kind.POWER_ON,
          "its settings are not those of a moment ago: it lost its power, or another program uses"
              + " it");
    }
  }

  private static Map<String, BigDecimal> values(BoschCalibration calibration, byte[] data)
      throws ChipFault {
    int rawPressure = twenty(data, 0);
    int rawTemperature = twenty(data, 3);
    int rawHumidity = data.length > 6 ? (data[6] & 0xFF) << 8 | data[7] & 0xFF : NO_HUMIDITY;
    // one of them alone may be true: at 26.47 Cel, with the calibration of the data sheet
    if (rawPressure == NOTHING && rawTemperature == NOTHING && rawHumidity == NO_HUMIDITY) {
      throw new ChipFault(Kind.POWER_ON, "it holds what it does after power-on: nothing measured");
    }
    if (BoschCalibration.only(data, 0) || BoschCalibration.only(data, 0xFF)) {
      throw new ChipFault(Kind.OUT_OF_RANGE, "it gives nothing but zeros, or nothing but ones");
    }
    double fine = calibration.fine(rawTemperature);
    double celsius = BoschCalibration.celsius(fine);
    if (!(celsius >= COLDEST && celsius <= WARMEST)) {
      throw new ChipFault(
          Kind.OUT_OF_RANGE,
          "%s Cel is outside what it can measure, -40 to 85; its other values are computed with it"
              .formatted(decimal(celsius).stripTrailingZeros().toPlainString()));
    }
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    values.put("temp", decimal(celsius));
    values.put("pressure", decimal(calibration.hectopascals(rawPressure, fine)));
    if (calibration.withHumidity()) {
      values.put("humidity", decimal(calibration.percent(rawHumidity, fine)));
    }
    return values;
  }

  private static int twenty(byte[] data, int at) {
    return (data[at] & 0xFF) << 12 | (data[at + 1] & 0xFF) << 4 | (data[at + 2] & 0xFF) >> 4;
  }

  private static BigDecimal decimal(double value) throws ChipFault {
    if (!Double.isFinite(value)) {
      throw new ChipFault(Kind.OUT_OF_RANGE, "its numbers cannot be computed with");
    }
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
