package io.tidegate.gateway.gpio;

import io.tidegate.bridge.link.Channel;
import io.tidegate.gateway.i2c.Chip;
import io.tidegate.gateway.i2c.FullScale;

/// One sensor: a channel of the machine's own board. `decimals` are what is sent; the kernel often
/// gives more.
public record SensorSettings(String name, Source source, long everyNanos, int decimals) {

  /// Where its values come from.
  public sealed interface Source {
    /// Sensors of one bus are read one after the other.
    default String busName() {
      return switch (this) {
        case W1 _ -> "w1";
        case Iio _ -> "iio";
        case I2c chip -> "i2c-" + chip.bus();
      };
    }

    /// For a person.
    default String shown() {
      return switch (this) {
        case W1(String id) -> "1-Wire " + id;
        case Iio(String device, String channel) -> "IIO " + device + " " + channel;
        case I2c(int bus, int address, Chip chip, String channel, _) ->
            "I2C i2c-%d 0x%02x %s %s".formatted(bus, address, chip.wireName(), channel);
      };
    }
  }

  /// A thermometer on the 1-Wire bus, by its id: `28-0316a2797baa`.
  public record W1(String id) implements Source {}

  /// A channel of an IIO device. `device` is what the device says its name is, or its folder
  /// (`iio:device0`); `channel` is as in the kernel's file names: `temp` of `in_temp_input`.
  public record Iio(String device, String channel) implements Source {}

  /// A channel of a chip on bus `i2c-N`; its `range`, if it is a converter.
  public record I2c(int bus, int address, Chip chip, String channel, FullScale range)
      implements Source {}

  /// As the board describes it in its hello.
  Channel channel() {
    return Channel.gauge(name, quantity().unit(), decimals);
  }

  public Quantity quantity() {
    return quantity(source);
  }

  public static Quantity quantity(Source source) {
    return switch (source) {
      case W1 _ -> Quantity.TEMPERATURE;
      case Iio(_, String channel) -> Quantity.of(channel);
      case I2c(_, _, _, String channel, _) ->
          switch (channel) {
            case "temp" -> Quantity.TEMPERATURE;
            case "humidity" -> Quantity.HUMIDITY;
            case "pressure" -> Quantity.PRESSURE;
            default -> Quantity.VOLTAGE;
          };
    };
  }
}
