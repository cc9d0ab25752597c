package io.tidegate.gateway.gpio;

import io.tidegate.bridge.link.Channel;

/// One sensor: a channel of the machine's own board. `decimals` are what is sent; the kernel often
/// gives more.
public record SensorSettings(String name, Source source, long everyNanos, int decimals) {

  /// Where its values come from.
  public sealed interface Source {
    /// For a person.
    default String shown() {
      return switch (this) {
        case W1(String id) -> "1-Wire " + id;
        case Iio(String device, String channel) -> "IIO " + device + " " + channel;
      };
    }
  }

  /// A thermometer on the 1-Wire bus, by its id: `28-0316a2797baa`.
  public record W1(String id) implements Source {}

  /// A channel of an IIO device. `device` is what the device says its name is, or its folder
  /// (`iio:device0`); `channel` is as in the kernel's file names: `temp` of `in_temp_input`.
  public record Iio(String device, String channel) implements Source {}

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
    };
  }
}
