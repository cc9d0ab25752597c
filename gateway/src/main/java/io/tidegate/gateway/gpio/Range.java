package io.tidegate.gateway.gpio;

import io.tidegate.gateway.gpio.Fault.Kind;
import java.math.BigDecimal;

/// What a sensor can measure, from its data sheet; limits included.
record Range(int min, int max, String unit) {
  /// DS18B20 and its kin.
  static final Range W1_THERMOMETER = new Range(-55, 125, "Cel");

  private static final Range HUMIDITY = new Range(0, 100, "%");
  private static final Range BOSCH_PRESSURE = new Range(300, 1_100, "hPa");
  private static final Range BOSCH_TEMPERATURE = new Range(-40, 85, "Cel");
  private static final Range DHT_TEMPERATURE = new Range(-40, 80, "Cel");

  /// By what the device says its name is; null where nothing is known. Bosch: BMP180, BMP280,
  /// BME280 and the like. The driver dht11 serves the DHT22 too, whose range is the wider.
  static Range of(String deviceName, Quantity quantity) {
    boolean bosch = deviceName.startsWith("bmp") || deviceName.startsWith("bme");
    boolean dht = deviceName.startsWith("dht");
    return switch (quantity) {
      case HUMIDITY -> HUMIDITY;
      case PRESSURE -> bosch ? BOSCH_PRESSURE : null;
      case TEMPERATURE -> bosch ? BOSCH_TEMPERATURE : dht ? DHT_TEMPERATURE : null;
      default -> null;
    };
  }

  void check(BigDecimal value) throws Unreadable {
    if (value.compareTo(BigDecimal.valueOf(min)) < 0
        || value.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw new Unreadable(
          Kind.OUT_OF_RANGE,
          "%s %s is outside what it can measure, %d to %d"
              .formatted(value.stripTrailingZeros().toPlainString(), unit, min, max));
    }
  }
}
