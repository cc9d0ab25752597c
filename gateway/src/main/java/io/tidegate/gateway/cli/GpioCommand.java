package io.tidegate.gateway.cli;

import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.gpio.Fault;
import io.tidegate.gateway.gpio.FoundSensor;
import io.tidegate.gateway.gpio.GpioSettings;
import io.tidegate.gateway.gpio.Outcome;
import io.tidegate.gateway.gpio.SensorScan;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "gpio",
    description =
        "Lists GPIO chips, their lines and who uses them, I2C buses and what the kernel knows on"
            + " them, and the sensors that the kernel reads, on 1-Wire and through IIO: what each"
            + " measures now, or why it does not, and what to write into the configuration.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate gpio",
      "  tidegate gpio --json",
      "",
      "A thermometer on 1-Wire measures when it is read: up to a second.",
      "Nothing is sent on I2C: what is a question to one chip is an order to",
      "another. Who wants to ask all the same has i2cdetect (i2c-tools)."
    })
final class GpioCommand implements Callable<Integer> {
  static final String NO_W1 =
      """
      no 1-Wire bus is there. On a Raspberry Pi `dtoverlay=w1-gpio` in config.txt makes GPIO 4
      one (`dtoverlay=w1-gpio,gpiopin=17` another), after a restart.\
      """;

  static final String NO_THERMOMETER =
      """
      no thermometer answers on 1-Wire: is it wired, with 4.7 kOhm between data and 3.3 V?\
      """;

  static final String NO_IIO =
      """
      no IIO device is there. On a Raspberry Pi a line in config.txt loads its driver, such as
      `dtoverlay=dht11,gpiopin=4` (for a DHT22 too) or `dtoverlay=i2c-sensor,bmp280`
      (with `dtparam=i2c_arm=on`), after a restart.\
      """;

  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Option(
      names = "--json",
      description = "One JSON object per sensor, per line of a chip, per I2C bus and device.")
  private boolean json;

  @Option(
      names = "--sysfs",
      paramLabel = "DIR",
      description = "Where the kernel shows its buses. Default: /sys.")
  private Path sysfs = GpioSettings.SYSFS;

  @Option(
      names = "--dev",
      paramLabel = "DIR",
      description = "Where the devices of the GPIO chips are. Default: /dev.")
  private Path dev = Path.of("/dev");

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ChipPrinter chips = new ChipPrinter(dev, sysfs);
    if (json) {
      chips.printJson(out);
    } else {
      chips.print(out);
    }
    SensorScan scan = new SensorScan(sysfs);
    List<FoundSensor> found = scan.sensors();
    for (FoundSensor sensor : found) {
      out.println(json ? json(sensor) : described(sensor));
    }
    if (!json) {
      whatIsMissing(scan, found, out);
      configuration(found, out);
    }
    out.flush();
    return ExitCode.OK.code;
  }

  private static String described(FoundSensor sensor) {
    String at = sensor.folder() + (sensor.name().isEmpty() ? "" : "  " + sensor.name());
    String channel = sensor.channel().isEmpty() ? "" : "  " + sensor.channel();
    return sensor.bus() + "  " + at + channel + "\n    " + present(sensor);
  }

  private static String present(FoundSensor sensor) {
    return switch (sensor.outcome()) {
      case Outcome.Value(BigDecimal number) ->
          rounded(sensor, number) + " " + sensor.quantity().unit();
      case Fault(_, String words) -> "no value: " + words;
    };
  }

  private static String rounded(FoundSensor sensor, BigDecimal number) {
    return number.setScale(sensor.quantity().decimals(), RoundingMode.HALF_UP).toPlainString();
  }

  private static String json(FoundSensor sensor) {
    JsonWriter writer =
        new JsonWriter()
            .add("bus", sensor.bus())
            .add("folder", sensor.folder())
            .add("name", sensor.name())
            .add("channel", sensor.channel())
            .add("unit", sensor.quantity().unit());
    return switch (sensor.outcome()) {
      case Outcome.Value(BigDecimal number) ->
          writer.addRaw("value", rounded(sensor, number)).toString();
      case Fault(_, String words) -> writer.add("fault", words).toString();
    };
  }

  private static void whatIsMissing(SensorScan scan, List<FoundSensor> found, PrintWriter out) {
    if (found.stream().noneMatch(each -> each.bus().equals(SensorScan.W1))) {
      out.println(scan.hasW1() ? NO_THERMOMETER : NO_W1);
    }
    if (found.stream().noneMatch(each -> each.bus().equals(SensorScan.IIO))) {
      out.println(NO_IIO);
    }
  }

  /// Ready to be copied; names may be changed.
  private static void configuration(List<FoundSensor> found, PrintWriter out) {
    if (found.isEmpty()) {
      return;
    }
    out.println();
    out.println("for the configuration:");
    out.println("gpio:");
    out.println("  sensors:");
    for (FoundSensor sensor : found) {
      out.println("    " + sensor.proposal());
    }
  }
}
