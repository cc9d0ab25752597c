package io.tidegate.gateway.gpio;

import java.math.BigDecimal;

/// What a channel measures: the unit that is published (a UCUM code), how the kernel's unit becomes
/// that, and how many decimals are sent unless the configuration says otherwise.
///
/// The kernel's units are those of its Documentation/ABI/testing/sysfs-bus-iio: a value of
/// `in_*_input`, or `(in_*_raw + offset) * scale`, is in thousandths of a degree Celsius, of a
/// percent, of a volt, ampere or watt; in kilopascals; and the others as they are.
public enum Quantity {
  TEMPERATURE("temp", "Cel", -3, 2),
  HUMIDITY("humidityrelative", "%", -3, 1),
  /// Kilopascals become hectopascals, as everybody says the weather.
  PRESSURE("pressure", "hPa", 1, 2),
  VOLTAGE("voltage", "V", -3, 3),
  CURRENT("current", "A", -3, 3),
  POWER("power", "W", -3, 3),
  ENERGY("energy", "J", 0, 0),
  ILLUMINANCE("illuminance", "lx", 0, 1),
  RESISTANCE("resistance", "Ohm", 0, 1),
  DISTANCE("distance", "m", 0, 3),
  CONCENTRATION("concentration", "%", 0, 4),
  /// Anything else: the kernel's own unit, whatever that is.
  OTHER("", "-", 0, 3);

  private final String type;
  private final String unit;
  private final int powerOfTen;
  private final int decimals;

  Quantity(String type, String unit, int powerOfTen, int decimals) {
    this.type = type;
    this.unit = unit;
    this.powerOfTen = powerOfTen;
    this.decimals = decimals;
  }

  public String unit() {
    return unit;
  }

  public int decimals() {
    return decimals;
  }

  /// By a channel's name: its letters up to the first digit, modifier or partner, so that `voltage`
  /// is the type of `voltage0` and of `voltage0-voltage1`.
  public static Quantity of(String channel) {
    String type = type(channel);
    for (Quantity each : values()) {
      if (each.type.equals(type)) {
        return each;
      }
    }
    return OTHER;
  }

  static String type(String channel) {
    return channel.split("[^a-z]", 2)[0];
  }

  BigDecimal ofKernel(BigDecimal value) {
    return value.scaleByPowerOfTen(powerOfTen);
  }
}
