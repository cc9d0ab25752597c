package io.tidegate.gateway.gpio;

import io.tidegate.gateway.gpio.Fault.Kind;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Thermometers on the 1-Wire bus, as the kernel's driver w1_therm shows them:
///
/// ```
///   <sysfs>/bus/w1/devices/28-0316a2797baa/w1_slave
///
///   a3 01 4b 46 7f ff 0c 10 5f : crc=5f YES      the nine bytes, and whether their checksum fits
///   a3 01 4b 46 7f ff 0c 10 5f t=26187           thousandths of a degree Celsius
/// ```
///
/// A read makes the sensor measure and takes up to a second.
public final class W1Bus {
  /// DS18S20, DS1822, DS18B20, DS1825, DS28EA00: the families of w1_therm, and a serial number.
  public static final Pattern ID = Pattern.compile("(10|22|28|3b|42)-[0-9a-f]{12}");

  private static final Pattern MASTER = Pattern.compile("w1_bus_master[0-9]+");
  private static final Pattern SLAVE =
      Pattern.compile(
          "((?:[0-9a-f]{2} ){9}): crc=[0-9a-f]{2} (YES|NO)\\s+(?:[0-9a-f]{2} ){9}t=(\\S+)");
  private static final String NINE_ZEROS = "00 ".repeat(9);
  private static final BigDecimal POWER_ON = new BigDecimal(85_000);

  private final Path devices;

  public W1Bus(Path sysfs) {
    this.devices = sysfs.resolve("bus/w1/devices");
  }

  public Path folder() {
    return devices;
  }

  /// The buses; none where no driver is loaded.
  public List<String> masters() {
    return matching(MASTER);
  }

  /// The ids of the thermometers that are there.
  public List<String> thermometers() {
    return matching(ID);
  }

  private List<String> matching(Pattern pattern) {
    try {
      return SysFile.names(devices).stream()
          .filter(name -> pattern.matcher(name).matches())
          .toList();
    } catch (Unreadable _) {
      return List.of();
    }
  }

  BigDecimal read(String id) throws Unreadable {
    Path file = devices.resolve(id).resolve("w1_slave");
    if (!Files.isDirectory(devices)) {
      throw new Unreadable(Kind.ABSENT, "there is no 1-Wire bus: " + devices + " is not there");
    }
    String text = SysFile.text(file);
    Matcher matcher = SLAVE.matcher(text);
    if (!matcher.matches()) {
      throw new Unreadable(
          Kind.NO_NUMBER,
          file
              + ": expected nine bytes, crc=, YES or NO and t=, got \""
              + SysFile.shown(text)
              + '"');
    }
    if (matcher.group(2).equals("NO")) {
      throw new Unreadable(
          Kind.CHECKSUM,
          "the checksum does not fit what came over the wire; is it still plugged in?");
    }
    if (matcher.group(1).equals(NINE_ZEROS)) {
      throw new Unreadable(
          Kind.SHORTED, "nine zero bytes, which pass the checksum: the data line is at ground");
    }
    BigDecimal milli = SysFile.number(matcher.group(3), file);
    if (milli.compareTo(POWER_ON) == 0) {
      throw new Unreadable(
          Kind.POWER_ON,
          "85 Cel exactly, which it holds after power-on: it lost its power, and has not measured");
    }
    BigDecimal value = Quantity.TEMPERATURE.ofKernel(milli);
    Range.W1_THERMOMETER.check(value);
    return value;
  }
}
