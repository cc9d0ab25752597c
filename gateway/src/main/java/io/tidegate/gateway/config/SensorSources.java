package io.tidegate.gateway.config;

import io.tidegate.gateway.gpio.SensorSettings;
import io.tidegate.gateway.i2c.Chip;
import io.tidegate.gateway.i2c.FullScale;
import io.tidegate.strict.Key;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where each sensor of the machine itself is read from: one place, which no other sensor reads.
final class SensorSources {
  private static final List<Key<?>> PLACES = List.of(GpioKeys.W1, GpioKeys.IIO, GpioKeys.I2C);
  private static final List<Key<?>> OF_I2C =
      List.of(GpioKeys.ADDRESS, GpioKeys.CHIP, GpioKeys.RANGE);

  private final Problems problems;
  private final Map<SensorSettings.Source, String> bySource = new HashMap<>();

  /// Who named the chip at an address first, and which chip.
  private record Named(Chip chip, String path) {}

  private final Map<String, Named> byAddress = new HashMap<>();

  SensorSources(Problems problems) {
    this.problems = problems;
  }

  /// Null when it is told what is wrong with it.
  SensorSettings.Source read(Section section) {
    List<Key<?>> given = PLACES.stream().filter(section::has).toList();
    if (given.size() != 1) {
      if (!given.isEmpty()) {
        String got = String.join(" and ", given.stream().map(Key::name).toList());
        problems.add(section, "expected one place to read from, got " + got);
      } else if (PLACES.stream().noneMatch(key -> section.isTold(key.name()))) {
        problems.add(
            section,
            "expected w1: 28-0316a2797baa, or iio: NAME with channel: temp, or i2c: 1 with address:"
                + " 0x76, chip: bme280 and channel: temp");
      }
      return null;
    }
    SensorSettings.Source source =
        section.has(GpioKeys.W1)
            ? w1(section)
            : section.has(GpioKeys.IIO) ? iio(section) : i2c(section);
    if (source != null) {
      String before = bySource.putIfAbsent(source, section.path());
      if (before != null) {
        problems.add(section, "reads the same as " + before);
      }
    }
    return source;
  }

  private SensorSettings.Source w1(Section section) {
    if (section.has(GpioKeys.CHANNEL)) {
      problems.add(
          section, GpioKeys.CHANNEL, "expected with iio and i2c only: a thermometer has one");
    }
    refuseOfI2c(section);
    String id = section.get(GpioKeys.W1);
    return id == null ? null : new SensorSettings.W1(id);
  }

  private SensorSettings.Source iio(Section section) {
    refuseOfI2c(section);
    String device = section.get(GpioKeys.IIO);
    String channel = section.get(GpioKeys.CHANNEL);
    if (isMissing(section, GpioKeys.CHANNEL)) {
      problems.add(section, "expected channel: beside iio; `tidegate gpio` lists what there is");
    }
    return device == null || channel == null ? null : new SensorSettings.Iio(device, channel);
  }

  private void refuseOfI2c(Section section) {
    for (Key<?> key : OF_I2C) {
      if (section.has(key)) {
        problems.add(section, key, "expected with i2c only");
      }
    }
  }

  private SensorSettings.Source i2c(Section section) {
    Long bus = section.get(GpioKeys.I2C);
    Integer address = section.get(GpioKeys.ADDRESS);
    Chip chip = section.get(GpioKeys.CHIP);
    String channel = section.get(GpioKeys.CHANNEL);
    FullScale range = section.get(GpioKeys.RANGE);
    for (Key<?> key : List.of(GpioKeys.ADDRESS, GpioKeys.CHIP, GpioKeys.CHANNEL)) {
      if (isMissing(section, key)) {
        problems.add(section, "expected " + key.name() + ": beside i2c");
      }
    }
    if (bus == null || address == null || chip == null || channel == null || range == null) {
      return null;
    }
    return checkChip(section, address, chip, channel) & checkAlone(section, bus, address, chip)
        ? new SensorSettings.I2c(Math.toIntExact(bus), address, chip, channel, range)
        : null;
  }

  private boolean checkChip(Section section, int address, Chip chip, String channel) {
    boolean measures = chip.channels().contains(channel);
    if (!chip.mayBeAt(address)) {
      problems.add(
          section,
          GpioKeys.ADDRESS,
          "expected %s, where a %s may be; got 0x%02x"
              .formatted(chip.addresses(), chip.wireName(), address));
    }
    if (!measures) {
      problems.add(
          section,
          GpioKeys.CHANNEL,
          "expected one of %s, which a %s measures; got %s"
              .formatted(String.join(", ", chip.channels()), chip.wireName(), channel));
    }
    if (section.has(GpioKeys.RANGE) && !chip.isConverter()) {
      problems.add(section, GpioKeys.RANGE, "expected with an ads1115 only");
    }
    return measures;
  }

  private boolean checkAlone(Section section, long bus, int address, Chip chip) {
    Named before = byAddress.putIfAbsent(bus + " " + address, new Named(chip, section.path()));
    if (before == null || before.chip() == chip) {
      return true;
    }
    problems.add(
        section,
        GpioKeys.CHIP,
        "expected %s, which %s says is at this address; got %s"
            .formatted(before.chip().wireName(), before.path(), chip.wireName()));
    return false;
  }

  private static boolean isMissing(Section section, Key<?> key) {
    return !section.has(key) && !section.isTold(key.name());
  }
}
