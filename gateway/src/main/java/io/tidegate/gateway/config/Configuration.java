package io.tidegate.gateway.config;

import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.gpio.GpioSettings;
import io.tidegate.gateway.mqtt.MqttSettings;
import io.tidegate.gateway.serial.SerialPortSettings;
import java.nio.file.Path;
import java.util.List;

/// Everything the configuration file says, checked and with its defaults filled in.
///
/// `spoolFolder` is where messages wait; `runtimeFolder` holds the control socket. Whether the
/// spool's folder is durable is found out when it is opened: `settings` says true here.
public record Configuration(
    Settings settings,
    MqttSettings mqtt,
    List<SerialPortSettings> ports,
    GpioSettings gpio,
    Path spoolFolder,
    Path runtimeFolder,
    Journal.Level logLevel) {

  public Configuration {
    ports = List.copyOf(ports);
  }
}
