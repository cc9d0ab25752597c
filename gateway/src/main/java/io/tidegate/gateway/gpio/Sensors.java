package io.tidegate.gateway.gpio;

import java.nio.file.Path;

/// Reads sensors of either bus. A read may block for as long as its driver does.
public final class Sensors {
  private final W1Bus w1;
  private final IioBus iio;

  public Sensors(Path sysfs) {
    this.w1 = new W1Bus(sysfs);
    this.iio = new IioBus(sysfs);
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
          });
    } catch (Unreadable unreadable) {
      return unreadable.fault;
    }
  }
}
