package io.tidegate.gateway.gpio;

import io.tidegate.gateway.gpio.Fault.Kind;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Sensors and converters with a kernel driver (Industrial I/O):
///
/// ```
///   <sysfs>/bus/iio/devices/iio:device0/name                 bmp280
///                                      /in_pressure_input    100.653     ready for use; or else
///                                      /in_voltage0_raw      1234
///                                      /in_voltage_scale     0.125       (raw + offset) * scale
/// ```
///
/// Offset and scale may stand for one channel, for its type, or for all.
public final class IioBus {
  /// A device's folder.
  public static final Pattern FOLDER = Pattern.compile("iio:device[0-9]{1,6}");

  /// A channel as file names have it: no slash, so that it cannot lead elsewhere.
  public static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_-]{0,47}");

  /// What a device may say its name is.
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:,@+-]{0,63}");

  /// So many are named in words.
  private static final int NAMES_SHOWN = 8;

  private static final Pattern FILE = Pattern.compile("in_(.+)_(?:input|raw)");

  private final Path devices;

  public IioBus(Path sysfs) {
    this.devices = sysfs.resolve("bus/iio/devices");
  }

  public Path folder() {
    return devices;
  }

  /// The folders of all devices, in order; none where no driver is loaded.
  public List<String> folders() {
    try {
      return SysFile.names(devices).stream()
          .filter(name -> FOLDER.matcher(name).matches())
          .toList();
    } catch (Unreadable _) {
      return List.of();
    }
  }

  /// What the device in this folder says its name is; empty when it says none.
  public String name(String folder) {
    try {
      return nameOf(folder);
    } catch (Unreadable _) {
      return "";
    }
  }

  private String nameOf(String folder) throws Unreadable {
    Path file = devices.resolve(folder).resolve("name");
    return Files.exists(file) ? SysFile.shown(SysFile.text(file)) : "";
  }

  /// The channels that the device in this folder can be asked for.
  public List<String> channels(String folder) {
    Set<String> channels = new TreeSet<>();
    try {
      for (String name : SysFile.names(devices.resolve(folder))) {
        Matcher matcher = FILE.matcher(name);
        if (matcher.matches() && CHANNEL.matcher(matcher.group(1)).matches()) {
          channels.add(matcher.group(1));
        }
      }
    } catch (Unreadable _) {
      return List.of();
    }
    return List.copyOf(channels);
  }

  BigDecimal read(String device, String channel) throws Unreadable {
    String found = find(device);
    Path folder = devices.resolve(found);
    Quantity quantity = Quantity.of(channel);
    BigDecimal value = quantity.ofKernel(kernelValue(folder, channel, quantity));
    Range range = Range.of(nameOf(found), quantity);
    if (range != null) {
      range.check(value);
    }
    return value;
  }

  private String find(String device) throws Unreadable {
    if (!Files.isDirectory(devices)) {
      throw new Unreadable(Kind.ABSENT, "there is no IIO device: " + devices + " is not there");
    }
    if (FOLDER.matcher(device).matches()) {
      return device;
    }
    List<String> found = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (String folder : folders()) {
      String name = name(folder);
      names.add(name.isEmpty() ? folder : name);
      if (name.equals(device)) {
        found.add(folder);
      }
    }
    if (found.isEmpty()) {
      throw new Unreadable(
          Kind.ABSENT,
          "no device says it is \""
              + device
              + "\"; there "
              + (names.isEmpty() ? "is none" : "are " + some(names)));
    }
    if (found.size() > 1) {
      throw new Unreadable(
          Kind.SEVERAL,
          "several say they are \""
              + device
              + "\": "
              + some(found)
              + "; write one of these as `iio`");
    }
    return found.getFirst();
  }

  private static String some(Collection<String> names) {
    int more = names.size() - NAMES_SHOWN;
    return names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static BigDecimal kernelValue(Path folder, String channel, Quantity quantity)
      throws Unreadable {
    Path input = folder.resolve("in_" + channel + "_input");
    if (Files.exists(input)) {
      return SysFile.number(input);
    }
    Path raw = folder.resolve("in_" + channel + "_raw");
    if (!Files.exists(raw)) {
      throw new Unreadable(
          Kind.ABSENT,
          Files.isDirectory(folder)
              ? folder + " has neither " + input.getFileName() + " nor " + raw.getFileName()
              : "not there: " + folder);
    }
    BigDecimal value = SysFile.number(raw);
    Path offset = attribute(folder, channel, "offset");
    Path scale = attribute(folder, channel, "scale");
    if (scale == null && quantity != Quantity.OTHER) {
      throw new Unreadable(
          Kind.NO_NUMBER, raw + " has no scale beside it, so nobody knows its unit");
    }
    BigDecimal shifted = offset == null ? value : value.add(SysFile.number(offset));
    return scale == null ? shifted : shifted.multiply(SysFile.number(scale));
  }

  /// The file that holds for this channel, the nearest first; null when there is none.
  private static Path attribute(Path folder, String channel, String which) {
    Set<String> stems = new LinkedHashSet<>();
    stems.add("in_" + channel + "_");
    stems.add("in_" + channel.replaceAll("[0-9]", "") + "_");
    stems.add("in_" + Quantity.type(channel) + "_");
    stems.add("in_");
    stems.add("");
    for (String stem : stems) {
      Path file = folder.resolve(stem + which);
      if (Files.exists(file)) {
        return file;
      }
    }
    return null;
  }
}
