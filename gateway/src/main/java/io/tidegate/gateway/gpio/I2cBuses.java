package io.tidegate.gateway.gpio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the kernel knows of I2C, without a word on the bus:
///
/// ```
///   <sysfs>/bus/i2c/devices/i2c-1/name         bcm2835 (i2c@7e804000)
///                          /1-0076/name        bme280
///                          /1-0076/driver      a link to its driver, where one has it
/// ```
///
/// Asking every address who is there would find more, and can hurt: a byte that is a question to
/// one chip is an order to another.
public final class I2cBuses {
  private static final Pattern BUS = Pattern.compile("i2c-([0-9]{1,3})");
  private static final Pattern DEVICE = Pattern.compile("([0-9]{1,3})-00([0-9a-f]{2})");

  private final Path devices;

  public I2cBuses(Path sysfs) {
    this.devices = sysfs.resolve("bus/i2c/devices");
  }

  public List<FoundBus> buses() {
    List<FoundBus> buses = new ArrayList<>();
    List<String> names = names();
    for (String name : names) {
      Matcher bus = BUS.matcher(name);
      if (bus.matches()) {
        buses.add(new FoundBus(name, name(name), devices(bus.group(1), names)));
      }
    }
    return buses;
  }

  private List<String> names() {
    try {
      return SysFile.names(devices);
    } catch (Unreadable _) {
      return List.of();
    }
  }

  private List<FoundBus.Device> devices(String bus, List<String> names) {
    List<FoundBus.Device> found = new ArrayList<>();
    for (String name : names) {
      Matcher device = DEVICE.matcher(name);
      if (device.matches() && device.group(1).equals(bus)) {
        found.add(new FoundBus.Device("0x" + device.group(2), name(name), driver(name)));
      }
    }
    return found;
  }

  private String name(String folder) {
    try {
      return SysFile.shown(SysFile.text(devices.resolve(folder).resolve("name")));
    } catch (Unreadable _) {
      return "";
    }
  }

  private String driver(String folder) {
    try {
      Path link = Files.readSymbolicLink(devices.resolve(folder).resolve("driver"));
      return SysFile.shown(link.getFileName().toString());
    } catch (IOException | UnsupportedOperationException _) {
      return "";
    }
  }
}
