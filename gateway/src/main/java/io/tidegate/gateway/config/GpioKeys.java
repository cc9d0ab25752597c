package io.tidegate.gateway.config;

import static io.tidegate.strict.Key.of;
import static io.tidegate.strict.Key.open;

import io.tidegate.bridge.Limits;
import io.tidegate.gateway.device.Names;
import io.tidegate.gateway.gpio.GpioSettings;
import io.tidegate.gateway.gpio.IioBus;
import io.tidegate.gateway.gpio.W1Bus;
import io.tidegate.gateway.i2c.Chip;
import io.tidegate.gateway.i2c.FullScale;
import io.tidegate.strict.Key;
import io.tidegate.strict.Node;
import io.tidegate.strict.Types;
import java.util.List;
import java.util.regex.Pattern;

/// The keys of what hangs on the machine itself.
final class GpioKeys {
  private static final int MOST_BUSES = 255;
  private static final Pattern ADDRESS_TEXT = Pattern.compile("0x[0-7][0-9a-fA-F]");

  private GpioKeys() {}

  private static int address(String text) {
    if (!ADDRESS_TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected an address such as 0x76, got \"" + Node.printable(text) + '"');
    }
    return Integer.decode(text);
  }

  static final Key<String> GPIO_DEVICE =
      open(
          "gpio.device",
          Types.text(
              "1 to 32 of A-Z a-z 0-9 _ . : -",
              text -> text.length() <= Limits.DEVICE_ID_LENGTH && Names.legal(text)),
          "`gateway`, `-gpio`; a long name is cut, and 4 hex digits say of what",
          "the id of the board that this machine is");

  static final Key<String> SYSFS =
      of(
          "gpio.sysfs",
          Keys.PATH,
          GpioSettings.SYSFS.toString(),
          "where the kernel shows its buses");

  static final Key<String> W1 =
      open(
          "gpio.sensors.<name>.w1",
          Types.text(
              "a thermometer's id, such as 28-0316a2797baa",
              text -> W1Bus.ID.matcher(text).matches()),
          "one of `w1`, `iio`, `i2c`",
          "a thermometer on 1-Wire: DS18B20 and its kin");

  static final Key<String> IIO =
      open(
          "gpio.sensors.<name>.iio",
          Types.text(
              "a device's name, such as bmp280, or its folder, such as iio:device0",
              text -> IioBus.NAME.matcher(text).matches()),
          "",
          "a sensor or converter with a kernel driver (IIO)");

  static final Key<String> CHANNEL =
      open(
          "gpio.sensors.<name>.channel",
          Types.text(
              "a channel as the kernel names it, such as temp, humidityrelative, pressure,"
                  + " voltage0, or the chip's",
              text -> IioBus.CHANNEL.matcher(text).matches()),
          "required with `iio` and `i2c`",
          "what of the device is read");

  static final Key<Long> I2C =
      open(
          "gpio.sensors.<name>.i2c",
          Types.whole(0, MOST_BUSES),
          "",
          "a chip on the I2C bus of this number: [the table](#chips-on-i2c)");

  static final Key<Integer> ADDRESS =
      open(
          "gpio.sensors.<name>.address",
          Types.parsed("text", "such as 0x76", GpioKeys::address),
          "required with `i2c`",
          "where on the bus it is");

  static final Key<Chip> CHIP =
      open(
          "gpio.sensors.<name>.chip",
          Types.choice(List.of(Chip.values()), Chip::wireName),
          "required with `i2c`",
          "which chip it is");

  static final Key<FullScale> RANGE =
      of(
          "gpio.sensors.<name>.range",
          Types.choice(List.of(FullScale.values()), FullScale::wireName),
          "4.096 V",
          "of an ADS1115, both ways; its inputs may never be above its supply, whatever this says");

  static final Key<Long> EVERY =
      of(
          "gpio.sensors.<name>.every",
          Types.duration("1 s", "1 d"),
          "30 s",
          "how often it is read; a DHT at most every 2 s");

  static final Key<Long> SENSOR_DECIMALS =
      open(
          "gpio.sensors.<name>.decimals",
          Types.whole(0, Limits.DECIMALS),
          "by what it measures: [the table](#sensors-of-the-machine-itself)",
          "digits after the point that are sent");
}
