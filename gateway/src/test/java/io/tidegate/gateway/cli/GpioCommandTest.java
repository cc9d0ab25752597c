package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.config.ConfigurationReader;
import io.tidegate.gateway.config.HostFacts;
import io.tidegate.gateway.gpio.SensorTree;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tidegate gpio` on a machine that is made of files.
class GpioCommandTest {
  private static final String NOTHING_ELSE = ChipPrinter.NO_CHIP + "\n" + ChipPrinter.NO_I2C + "\n";

  @TempDir Path folder;
  private SensorTree tree;

  @BeforeEach
  void make() throws IOException {
    tree = new SensorTree(folder);
  }

  private Called gpio(String... options) {
    String dev = folder.resolve("dev").toString();
    String[] all = {"gpio", "--dev", dev, "--sysfs", folder.toString(), null};
    all = Arrays.copyOf(all, 5 + options.length);
    System.arraycopy(options, 0, all, 5, options.length);
    return Called.with(all);
  }

  private void sensors() throws IOException {
    tree.w1(SensorTree.ID, 21_437).w1("28-000000000002", 85_000);
    tree.iio(0, "bmp280", "in_temp_input", "25080", "in_pressure_input", "100.653");
  }

  @Test
  void eachSensorIsShownWithItsValueOrWhyThereIsNone() throws IOException {
    sensors();
    assertEquals(
        new Called(
            0,
            NOTHING_ELSE
                + """
                1-Wire  28-000000000002
                    no value: 85 Cel exactly, which it holds after power-on: it lost its power, and has not measured
                1-Wire  28-0316a2797baa
                    21.44 Cel
                IIO  iio:device0  bmp280  pressure
                    1006.53 hPa
                IIO  iio:device0  bmp280  temp
                    25.08 Cel

                for the configuration:
                gpio:
                  sensors:
                    t-0002: {w1: 28-000000000002}
                    t-7baa: {w1: 28-0316a2797baa}
                    pressure: {iio: "bmp280", channel: pressure}
                    temp: {iio: "bmp280", channel: temp}
                """,
            ""),
        gpio());
  }

  @Test
  void whatItProposesIsAConfiguration() throws IOException {
    sensors();
    tree.iio(1, "dht11@4", "in_temp_input", "1", "in_humidityrelative_input", "50000");
    String proposed = gpio().out().split("for the configuration:\n")[1];
    Result<Configuration> result =
        new ConfigurationReader(_ -> null, new HostFacts("host", "", "1"))
            .parse("broker: tcp://a\nspool: {folder: /tmp/s}\n" + proposed, Path.of("/tmp/t.yaml"));
    assertTrue(
        result instanceof Result.Ready<Configuration> ready
            && ready.value().gpio().sensors().size() == 6,
        result.toString());
  }

  @Test
  void checkNamesTheSensorsOfAFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.yaml"),
            "broker: tcp://a\nspool: {folder: s}\ngpio:\n  sensors:\n"
                + "    shed: {w1: 28-0316a2797baa}\n"
                + "    air: {iio: bmp280, channel: pressure, every: 1 min}\n");
    Called check = Called.with("check", file.toString());
    assertTrue(
        check
            .out()
            .contains(
                "  sensor    shed: 1-Wire 28-0316a2797baa, every 30 s\n"
                    + "  sensor    air: IIO bmp280 pressure, every 1 min\n"),
        check.toString());
  }

  @Test
  void busesAndWhatTheKernelKnowsOnThemAreShownWithNoWordOnTheBus() throws IOException {
    Path devices = Files.createDirectories(folder.resolve("bus/i2c/devices"));
    Files.writeString(Files.createDirectory(devices.resolve("i2c-1")).resolve("name"), "bcm\n");
    Path known = Files.createDirectory(devices.resolve("1-0076"));
    Files.writeString(known.resolve("name"), "bme280\n");
    Files.createSymbolicLink(known.resolve("driver"), Path.of("../drivers/bmp280"));
    Path other = Files.createDirectory(devices.resolve("1-0048"));
    Files.writeString(other.resolve("name"), "ads1015\n");
    Files.createDirectory(devices.resolve("2-0048"));
    String shown = gpio().out();
    assertTrue(
        shown.contains(
            "i2c-1  bcm\n    0x48  ads1015  no driver\n    0x76  bme280  driver bmp280\n"),
        shown);
    assertEquals(
        """
        {"i2c":"i2c-1","adapter":"bcm"}
        {"i2c":"i2c-1","address":"0x48","name":"ads1015","driver":""}
        {"i2c":"i2c-1","address":"0x76","name":"bme280","driver":"bmp280"}
        """,
        gpio("--json").out());
  }

  @Test
  void aFileThatIsNoChipIsNamedAndTheRestIsShown() throws IOException {
    Files.createFile(Files.createDirectory(folder.resolve("dev")).resolve("gpiochip0"));
    Files.createDirectories(folder.resolve("bus/gpio/devices/gpiochip0"));
    sensors();
    String shown = gpio().out();
    assertTrue(shown.startsWith("gpiochip0  0 lines\n    not known: "), shown);
    assertTrue(shown.contains("gpiochip0 is no GPIO chip\n"), shown);
    assertTrue(shown.contains("21.44 Cel"), shown);
  }

  @Test
  void programsGetAnObjectPerSensor() throws IOException {
    sensors();
    String[] lines = gpio("--json").out().split("\n");
    assertEquals(4, lines.length);
    assertEquals(
        "{\"bus\":\"1-Wire\",\"folder\":\"28-0316a2797baa\",\"name\":\"\",\"channel\":\"\","
            + "\"unit\":\"Cel\",\"value\":21.44}",
        lines[1]);
    assertTrue(lines[0].contains("\"fault\":\"85 Cel exactly"), lines[0]);
    assertTrue(!lines[0].contains("\"value\""), lines[0]);
  }

  @Test
  void whatIsNotThereIsSaidWithWhatToLoad() throws IOException {
    String none = gpio().out();
    assertEquals(NOTHING_ELSE + GpioCommand.NO_W1 + "\n" + GpioCommand.NO_IIO + "\n", none);
    for (String load :
        new String[] {"dtoverlay=w1-gpio", "dtoverlay=dht11,gpiopin=4", "i2c-sensor,bmp280"}) {
      assertTrue(none.contains(load), none);
    }
    tree.bus();
    assertTrue(gpio().out().startsWith(NOTHING_ELSE + GpioCommand.NO_THERMOMETER), gpio().out());
    assertEquals("", gpio("--json").out(), "a program counts lines");
  }
}
