package io.tidegate.gateway.gpio;

import java.nio.file.Path;
import java.util.List;

/// The machine's own board: its port's number, its id, where the kernel's sysfs is, its sensors and
/// its pins. Without any of these there is no such board.
public record GpioSettings(
    int port, String device, Path sysfs, List<SensorSettings> sensors, PinSettings pins) {
  /// The name of its port in logs, status and topics.
  public static final String LABEL = "gpio";

  /// Where every Linux has it.
  public static final Path SYSFS = Path.of("/sys");

  public static final GpioSettings NONE =
      new GpioSettings(-1, "", SYSFS, List.of(), PinSettings.NONE);

  public GpioSettings {
    sensors = List.copyOf(sensors);
  }

  public GpioSettings withPort(int number) {
    return new GpioSettings(number, device, sysfs, sensors, pins);
  }

  public boolean isUsed() {
    return !sensors.isEmpty() || !pins.rules().isEmpty();
  }
}
