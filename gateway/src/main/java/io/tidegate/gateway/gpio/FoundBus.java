package io.tidegate.gateway.gpio;

import java.util.List;

/// An I2C bus, and the devices on it that the kernel knows of.
public record FoundBus(String name, String adapter, List<Device> devices) {
  /// `driver` is empty where none has it.
  public record Device(String address, String name, String driver) {}
}
