package io.tidegate.gateway.gpio;

import io.tidegate.gateway.i2c.I2cBus;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/// Reads sensors of any bus, each bus with one thread at a time. A read may block for as long as
/// its driver does.
public final class Sensors {
  private final W1Bus w1;
  private final IioBus iio;
  private final IntFunction<I2cBus> opener;
  private final Map<Integer, I2cSensors> i2cByNumber = new ConcurrentHashMap<>();

  public Sensors(Path sysfs) {
    this(sysfs, PiI2cBus::new);
  }

  /// `opener` gives the I2C bus of a number.
  public Sensors(Path sysfs, IntFunction<I2cBus> opener) {
    this.w1 = new W1Bus(sysfs);
    this.iio = new IioBus(sysfs);
    this.opener = opener;
  }

  public W1Bus w1() {
    return w1;
  }

  public IioBus iio() {
    return iio;
  }

  public Outcome read(SensorSettings.Source source) {
    try {
      return new Outcome.Value(
          switch (source) {
            case SensorSettings.W1(String id) -> w1.read(id);
            case SensorSettings.Iio(String device, String channel) -> iio.read(device, channel);
            case SensorSettings.I2c chip -> i2c(chip.bus()).read(chip);
          });
    } catch (Unreadable unreadable) {
      return unreadable.fault;
    }
  }

  private I2cSensors i2c(int number) {
    return i2cByNumber.computeIfAbsent(
        number, _ -> new I2cSensors(opener.apply(number), System::nanoTime));
  }

  /// Of the bus of this sensor, by the thread that reads it.
  void letGo(SensorSettings.Source source) {
    if (source instanceof SensorSettings.I2c chip) {
      i2c(chip.bus()).close();
    }
  }
}
