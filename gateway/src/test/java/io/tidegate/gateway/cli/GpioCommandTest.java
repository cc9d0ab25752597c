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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tidegate gpio` on a machine that is made of files.
class GpioCommandTest {
  @TempDir Path folder;
  private SensorTree tree;

  @BeforeEach
  void make() throws IOException {
    tree = new SensorTree(folder);
  }

  private Called gpio(String... options) {
    String[] all = new String[options.length + 3];
    all[0] = "gpio";
    all[1] = "--sysfs";
    all[2] = folder.toString();
    System.arraycopy(options, 0, all, 3, options.length);
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
            """
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
    assertEquals(GpioCommand.NO_W1 + "\n" + GpioCommand.NO_IIO + "\n", none);
    for (String load :
        new String[] {"dtoverlay=w1-gpio", "dtoverlay=dht11,gpiopin=4", "i2c-sensor,bmp280"}) {
      assertTrue(none.contains(load), none);
    }
    tree.bus();
    assertTrue(gpio().out().startsWith(GpioCommand.NO_THERMOMETER), gpio().out());
    assertEquals("", gpio("--json").out(), "a program counts lines");
  }
}
