package io.tidegate.gateway.cli;

import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.gpio.ChipLines;
import io.tidegate.gateway.gpio.FoundBus;
import io.tidegate.gateway.gpio.FoundChip;
import io.tidegate.gateway.gpio.I2cBuses;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/// The part of `gpio` on lines and I2C buses.
final class ChipPrinter {
  static final String NO_CHIP =
      """
      no GPIO chip is there: this machine has no pins that the kernel knows of.\
      """;

  static final String NO_I2C =
      """
      no I2C bus is there. On a Raspberry Pi `sudo raspi-config nonint do_i2c 0` makes i2c-1 one.\
      """;

  private final List<FoundChip> chips;
  private final List<FoundBus> buses;

  ChipPrinter(Path dev, Path sysfs) {
    this.chips = new ChipLines(sysfs, dev).chips();
    this.buses = new I2cBuses(sysfs).buses();
  }

  void print(PrintWriter out) {
    chips.forEach(chip -> print(chip, out));
    if (chips.isEmpty()) {
      out.println(NO_CHIP);
    }
    buses.forEach(bus -> print(bus, out));
    if (buses.isEmpty()) {
      out.println(NO_I2C);
    }
  }

  private static void print(FoundChip chip, PrintWriter out) {
    String named = (chip.name() + "  " + chip.label()).strip();
    out.println(named + "  " + chip.lines().size() + " lines");
    for (FoundChip.Line line : chip.lines()) {
      if (line.used()) {
        out.println("    " + line(line) + "  " + way(line) + "  used by " + line.consumer());
      }
    }
    List<String> free =
        chip.lines().stream().filter(line -> !line.used()).map(ChipPrinter::line).toList();
    if (!free.isEmpty()) {
      out.println("    free: " + String.join(", ", free));
    }
    if (!chip.fault().isEmpty()) {
      out.println("    not known: " + chip.fault());
    }
  }

  private static String line(FoundChip.Line line) {
    return (line.offset() + " " + line.name()).strip();
  }

  private static String way(FoundChip.Line line) {
    return line.output() ? "output" : "input";
  }

  private static void print(FoundBus bus, PrintWriter out) {
    out.println((bus.name() + "  " + bus.adapter()).strip());
    for (FoundBus.Device device : bus.devices()) {
      String driver = device.driver().isEmpty() ? "no driver" : "driver " + device.driver();
      out.println("    " + device.address() + "  " + device.name() + "  " + driver);
    }
  }

  void printJson(PrintWriter out) {
    for (FoundChip chip : chips) {
      if (!chip.fault().isEmpty()) {
        out.println(new JsonWriter().add("chip", chip.name()).add("fault", chip.fault()));
      }
      for (FoundChip.Line line : chip.lines()) {
        out.println(
            new JsonWriter()
                .add("chip", chip.name())
                .add("label", chip.label())
                .add("line", line.offset())
                .add("name", line.name())
                .add("direction", way(line))
                .add("used", line.used())
                .add("consumer", line.consumer()));
      }
    }
    for (FoundBus bus : buses) {
      out.println(new JsonWriter().add("i2c", bus.name()).add("adapter", bus.adapter()));
      for (FoundBus.Device device : bus.devices()) {
        out.println(
            new JsonWriter()
                .add("i2c", bus.name())
                .add("address", device.address())
                .add("name", device.name())
                .add("driver", device.driver()));
      }
    }
  }
}
