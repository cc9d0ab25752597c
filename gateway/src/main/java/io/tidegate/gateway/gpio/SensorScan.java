package io.tidegate.gateway.gpio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Looks for all sensors and reads each once; for a person who has no configuration yet.
public final class SensorScan {
  public static final String W1 = "1-Wire";
  public static final String IIO = "IIO";

  /// Nobody waits longer for one sensor.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int NAME_LENGTH = 16;

  private final Sensors sensors;
  private final Duration patience;

  public SensorScan(Path sysfs) {
    this(sysfs, PATIENCE);
  }

  SensorScan(Path sysfs, Duration patience) {
    this.sensors = new Sensors(sysfs);
    this.patience = patience;
  }

  /// A 1-Wire bus is there, whatever hangs on it.
  public boolean hasW1() {
    return !sensors.w1().masters().isEmpty();
  }

  public List<FoundSensor> sensors() {
    List<FoundSensor> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String id : sensors.w1().thermometers()) {
      SensorSettings.Source source = new SensorSettings.W1(id);
      String line = name("t-" + id.substring(id.length() - 4), names) + ": {w1: " + id + "}";
      found.add(new FoundSensor(W1, id, "", "", Quantity.TEMPERATURE, outcome(source), line));
    }
    for (String folder : sensors.iio().folders()) {
      String name = sensors.iio().name(folder);
      String device = isOnly(name) ? name : folder;
      for (String channel : sensors.iio().channels(folder)) {
        SensorSettings.Source source = new SensorSettings.Iio(folder, channel);
        String line =
            "%s: {iio: \"%s\", channel: %s}".formatted(name(channel, names), device, channel);
        Quantity quantity = Quantity.of(channel);
        found.add(new FoundSensor(IIO, folder, name, channel, quantity, outcome(source), line));
      }
    }
    return found;
  }

  /// A name that can stand in a configuration and leads to one device.
  private boolean isOnly(String name) {
    return IioBus.NAME.matcher(name).matches()
        && sensors.iio().folders().stream()
                .filter(each -> sensors.iio().name(each).equals(name))
                .count()
            == 1;
  }

  /// Short enough for a channel of the link, and no other's.
  private static String name(String wanted, Set<String> names) {
    String name = wanted.length() > NAME_LENGTH ? wanted.substring(0, NAME_LENGTH) : wanted;
    for (int n = 2; !names.add(name); n++) {
      String suffix = "-" + n;
      int kept = Math.min(wanted.length(), NAME_LENGTH - suffix.length());
      name = wanted.substring(0, kept) + suffix;
    }
    return name;
  }

  /// A read that hangs is left behind.
  private Outcome outcome(SensorSettings.Source source) {
    AtomicReference<Outcome> came =
        new AtomicReference<>(
            new Fault(
                Fault.Kind.HANGS, "a read has not come back for " + patience.toSeconds() + " s"));
    Thread reader =
        Thread.ofPlatform()
            .name("sensor-scan")
            .daemon(true)
            .start(() -> came.set(sensors.read(source)));
    try {
      reader.join(patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return came.get();
  }
}
