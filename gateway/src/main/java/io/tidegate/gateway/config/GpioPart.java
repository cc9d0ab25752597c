package io.tidegate.gateway.config;

import io.tidegate.bridge.Crc32Line;
import io.tidegate.bridge.Limits;
import io.tidegate.bridge.link.Channel;
import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.Names;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.gpio.GpioSettings;
import io.tidegate.gateway.gpio.PinSettings;
import io.tidegate.gateway.gpio.SensorSettings;
import io.tidegate.gateway.pin.PinRule;
import io.tidegate.strict.Node;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import io.tidegate.strict.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The board that this machine is: its sensors, and its port behind the serial ones.
final class GpioPart {
  private static final String SENSORS = "gpio.sensors";
  private static final String SUFFIX = "-gpio";
  private static final long DHT_LEAST_NANOS = 2_000_000_000L;

  /// What the gateway itself writes into every payload.
  private static final Set<String> TAKEN =
      Set.of("device_id", "timestamp", "timestamp_ms", "tg", "clock", "late");

  private final Section root;
  private final Paths paths;
  private final Problems problems;

  GpioPart(Section root, Paths paths, Problems problems) {
    this.root = root;
    this.paths = paths;
    this.problems = problems;
  }

  /// `ports` are the serial ones, `boards` the rules by id as heard.
  GpioSettings read(String gateway, List<PortRule> ports, Map<String, BoardRule> boards) {
    Map<String, Section> sections = root.named(SENSORS);
    PinSettings pins = new PinsPart(root, problems).read();
    if (sections.isEmpty() && root.named(PinsPart.PINS).isEmpty()) {
      if (root.has("gpio")
          && !root.isTold("gpio")
          && !root.isTold(SENSORS)
          && !root.isTold(PinsPart.PINS)) {
        problems.add(
            0,
            SENSORS,
            "is missing or empty, and so is gpio.pins; expected at least one sensor:\n  gpio:\n    sensors:\n"
                + "      NAME:\n        w1: 28-0316a2797baa");
      }
      return GpioSettings.NONE;
    }
    List<SensorSettings> sensors = new ArrayList<>();
    SensorSources sources = new SensorSources(problems);
    sections.forEach(
        (name, section) -> {
          SensorSettings sensor = sensor(name, section, sources);
          if (sensor != null) {
            sensors.add(sensor);
          }
        });
    checkChannels(sensors, pins);
    String device = root.get(GpioKeys.GPIO_DEVICE, device(gateway));
    checkDevice(device, ports, boards);
    return new GpioSettings(ports.size(), device, sysfs(), sensors, pins);
  }

  private static String device(String gateway) {
    String whole = gateway + SUFFIX;
    if (whole.length() <= Limits.DEVICE_ID_LENGTH) {
      return whole;
    }
    String hash = Crc32Line.hex(Crc32Line.of(gateway)).substring(0, 4);
    int kept = Limits.DEVICE_ID_LENGTH - SUFFIX.length() - hash.length() - 1;
    return gateway.substring(0, kept) + "-" + hash + SUFFIX;
  }

  private Path sysfs() {
    String named = root.get(GpioKeys.SYSFS);
    Path folder = paths.of(named);
    if (folder == null) {
      problems.add(
          root.line(GpioKeys.SYSFS),
          GpioKeys.SYSFS.path(),
          "expected a path; got \"" + Node.printable(named) + '"');
    }
    return folder;
  }

  /// Each is a channel of one board.
  private void checkChannels(List<SensorSettings> sensors, PinSettings pins) {
    Map<String, String> channels = new HashMap<>();
    for (SensorSettings each : sensors) {
      channels.put(each.name(), SENSORS + "." + each.name());
    }
    for (PinRule pin : pins.rules()) {
      Section section = root.named(PinsPart.PINS).get(pin.name());
      for (Channel channel : pin.channels()) {
        String before = channels.put(channel.name(), section.path());
        if (before != null) {
          problems.add(
              section, "\"" + channel.name() + "\" is a channel of " + before + " already");
        }
      }
    }
    if (channels.size() > Limits.CHANNELS) {
      problems.add(
          0,
          "gpio",
          "expected at most "
              + Limits.CHANNELS
              + " channels, which is what a board may have (a counter with a rate has two); got "
              + channels.size());
    }
  }

  static boolean isName(String name, Section section, Problems problems) {
    boolean fits =
        Names.legal(name) && name.length() <= Limits.CHANNEL_NAME_LENGTH && !TAKEN.contains(name);
    if (!fits) {
      problems.add(
          section,
          "expected a name of 1 to 16 of A-Z a-z 0-9 _ . : - which the gateway itself does not use"
              + " in payloads; got \""
              + Node.printable(name)
              + '"');
    }
    return fits;
  }

  /// Null when it is told what is wrong with it.
  private SensorSettings sensor(String name, Section section, SensorSources sources) {
    if (!isName(name, section, problems)) {
      return null;
    }
    SensorSettings.Source source = sources.read(section);
    if (source == null) {
      return null;
    }
    long every = section.get(GpioKeys.EVERY);
    if (source instanceof SensorSettings.Iio(String iio, _)
        && iio.startsWith("dht")
        && every < DHT_LEAST_NANOS) {
      problems.add(
          section,
          GpioKeys.EVERY,
          "expected at least 2 s, which a DHT needs between two measurements; got "
              + Unit.TIME.shown(every));
    }
    long usual = SensorSettings.quantity(source).decimals();
    long decimals = section.get(GpioKeys.SENSOR_DECIMALS, usual);
    return new SensorSettings(name, source, every, Math.toIntExact(decimals));
  }

  private void checkDevice(String device, List<PortRule> ports, Map<String, BoardRule> boards) {
    List<Section> sections = root.list("ports");
    for (PortRule port : ports) {
      if (port.label().equals(GpioSettings.LABEL)) {
        problems.add(
            sections.get(port.port()),
            PortKeys.PORT_NAME,
            "\"gpio\" is the port of this machine's own sensors; give this port another name");
      }
      if (port.device().equals(device)) {
        taken(device, "ports[" + port.port() + "]");
      }
    }
    BoardRule own = boards.get(device);
    if (own != null && own.ignore()) {
      problems.add(
          root.line(GpioKeys.GPIO_DEVICE),
          "boards." + device + ".ignore",
          "expected false: this is the board of gpio.sensors; leave those out instead");
    }
    String name = own == null || own.name().isEmpty() ? device : own.name();
    boards.forEach(
        (id, rule) -> {
          if (!id.equals(device)
              && Names.of(rule.name().isEmpty() ? id : rule.name()).equals(name)) {
            taken(name, "boards." + Node.printable(id));
          }
        });
  }

  private void taken(String device, String by) {
    problems.add(
        root.line(GpioKeys.GPIO_DEVICE),
        GpioKeys.GPIO_DEVICE.path(),
        "\"" + device + "\" is the board of " + by + " already; two boards need two ids");
  }
}
