package io.tidegate.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.gpio.GpioSettings;
import io.tidegate.gateway.gpio.PinSettings;
import io.tidegate.gateway.gpio.SensorSettings;
import io.tidegate.gateway.i2c.Chip;
import io.tidegate.gateway.i2c.FullScale;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The board that this machine is: what the file may say of it, and what a person reads who made a
/// mistake. The texts are the claim.
class GpioConfigurationTest {
  private static final long SECOND = 1_000_000_000L;

  private static void refuses(String more, String... problems) {
    assertEquals(
        String.join("\n", problems), String.join("\n", Read.problems(Read.MINIMAL + more)));
  }

  @Test
  void sensorsBecomeABoardOnThePortBehindTheSerialOnes() {
    Configuration configuration =
        Read.with(
            """
            gpio:
              sensors:
                shed: {w1: 28-0316a2797baa}
                air: {iio: bmp280, channel: pressure, every: 1 min, decimals: 1}
            """);
    assertEquals(
        new GpioSettings(
            1,
            "garden-21b6-gpio",
            Path.of("/sys"),
            List.of(
                new SensorSettings(
                    "shed", new SensorSettings.W1("28-0316a2797baa"), 30 * SECOND, 2),
                new SensorSettings(
                    "air", new SensorSettings.Iio("bmp280", "pressure"), 60 * SECOND, 1)),
            PinSettings.NONE),
        configuration.gpio());
    assertEquals(
        PortRule.own(1, "gpio", "garden-21b6-gpio"), configuration.settings().ports().getLast());
  }

  @Test
  void theMachineNeedsNoSerialPort() {
    Configuration configuration =
        Read.configuration("broker: tcp://a\ngpio: {sensors: {t: {w1: 28-0316a2797baa}}}\n");
    assertEquals(List.of(), configuration.ports());
    assertEquals(0, configuration.gpio().port());
    assertEquals(GpioSettings.NONE, Read.with("").gpio());
  }

  @Test
  void theBoardIsKnownWhereUnknownOnesAreIgnored() {
    String sensors = "gpio: {device: pi, sensors: {t: {w1: 28-0316a2797baa}}}\n";
    Map<String, BoardRule> boards =
        Read.with(sensors + "unknown_boards: ignore\n").settings().boards();
    assertEquals(Map.of("pi", BoardRule.PLAIN), boards);
    boards =
        Read.with(sensors + "boards: {pi: {silence: 5 min}}\ncommands: {allow: all}\n")
            .settings()
            .boards();
    assertEquals(Map.of("pi", new BoardRule("", false, 300, Map.of(), Set.of("*"))), boards);
  }

  @Test
  void aSerialPortIsNeverTakenForTheOwnBoards() {
    PortRule rule =
        Read.configuration(
                "broker: tcp://a\nports:\n  - {path: /dev/ttyUSB0, decode: link, device: pi}\n")
            .settings()
            .ports()
            .getFirst();
    assertEquals("", rule.device(), "a board that speaks the link says its id itself");
  }

  @Test
  void anIdThatIsTooLongForTheLinkIsCutAndStaysItsOwn() {
    String sensors = "gpio: {sensors: {t: {w1: 28-0316a2797baa}}}\n";
    String one = Read.with("gateway: " + "g".repeat(60) + "1\n" + sensors).gpio().device();
    String two = Read.with("gateway: " + "g".repeat(60) + "2\n" + sensors).gpio().device();
    assertTrue(one.matches("g{22}-[0-9A-F]{4}-gpio"), one);
    assertTrue(two.matches("g{22}-[0-9A-F]{4}-gpio") && !two.equals(one), two);
    assertEquals(
        "g".repeat(27) + "-gpio",
        Read.with("gateway: " + "g".repeat(27) + "\n" + sensors).gpio().device());
  }

  @Test
  void aSensorIsReadInOneWayAndOnce() {
    refuses(
        """
        gpio:
          sensors:
            a: {w1: 28-0316a2797baa, iio: bmp280}
            b: {every: 5 s}
            c: {iio: bmp280}
            d: {w1: 28-0316a2797baa, channel: temp}
            e: {w1: 28-0316a2797baa}
            f: {iio: dht11@4, channel: temp, every: 1 s}
        """,
        "6: gpio.sensors.a: expected one place to read from, got w1 and iio",
        "7: gpio.sensors.b: expected w1: 28-0316a2797baa, or iio: NAME with channel: temp, or"
            + " i2c: 1 with address: 0x76, chip: bme280 and channel: temp",
        "8: gpio.sensors.c: expected channel: beside iio; `tidegate gpio` lists what there is",
        "9: gpio.sensors.d.channel: expected with iio and i2c only: a thermometer has one",
        "10: gpio.sensors.e: reads the same as gpio.sensors.d",
        "11: gpio.sensors.f.every: expected at least 2 s, which a DHT needs between two"
            + " measurements; got 1 s");
  }

  @Test
  void valuesOutOfRangeSayWhatWasExpected() {
    refuses(
        """
        gpio:
          device: "a b"
          sensors:
            t: {w1: 29-0316a2797baa, every: 0 s, decimals: 10}
            u: {iio: ../../etc, channel: ../name}
            "x y": {w1: 28-0316a2797baa}
            timestamp: {w1: 28-0316a2797bab}
            humidity-of-green: {w1: 28-0316a2797bac}
        """,
        "5: gpio.device: expected a text of 1 to 32 of A-Z a-z 0-9 _ . : -; got \"a b\"",
        "7: gpio.sensors.t.w1: expected a text of a thermometer's id, such as 28-0316a2797baa; got"
            + " \"29-0316a2797baa\"",
        "7: gpio.sensors.t.every: expected a duration from 1 s to 1 d; got \"0 s\"",
        "7: gpio.sensors.t.decimals: expected a whole number from 0 to 9; got \"10\"",
        "8: gpio.sensors.u.iio: expected a text of a device's name, such as bmp280, or its folder,"
            + " such as iio:device0; got \"../../etc\"",
        "8: gpio.sensors.u.channel: expected a text of a channel as the kernel names it, such as"
            + " temp, humidityrelative, pressure, voltage0, or the chip's; got \"../name\"",
        "9: gpio.sensors.x y: expected a name of 1 to 16 of A-Z a-z 0-9 _ . : - which the gateway"
            + " itself does not use in payloads; got \"x y\"",
        "10: gpio.sensors.timestamp: expected a name of 1 to 16 of A-Z a-z 0-9 _ . : - which the"
            + " gateway itself does not use in payloads; got \"timestamp\"",
        "11: gpio.sensors.humidity-of-green: expected a name of 1 to 16 of A-Z a-z 0-9 _ . : -"
            + " which the gateway itself does not use in payloads; got \"humidity-of-green\"");
  }

  @Test
  void chipsOnI2cBecomeSensorsToo() {
    assertEquals(
        List.of(
            new SensorSettings(
                "air",
                new SensorSettings.I2c(1, 0x76, Chip.BME280, "humidity", FullScale.V4_096),
                30 * SECOND,
                1),
            new SensorSettings(
                "soil",
                new SensorSettings.I2c(1, 0x4b, Chip.ADS1115, "a0-a1", FullScale.V0_256),
                10 * SECOND,
                3)),
        Read.with(
                """
                gpio:
                  sensors:
                    air: {i2c: 1, address: 0x76, chip: bme280, channel: humidity}
                    soil: {i2c: 1, address: 0x4B, chip: ads1115, channel: a0-a1, range: 0.256 V, every: 10 s}
                """)
            .gpio()
            .sensors());
  }

  @Test
  void aChipIsNamedWithAllThatItTakesAndWithNothingElse() {
    refuses(
        """
        gpio:
          sensors:
            a: {i2c: 1}
            b: {i2c: 1, address: 118, chip: bme680, channel: temp}
            c: {i2c: 1, address: 0x48, chip: bme280, channel: temp}
            d: {i2c: 1, address: 0x76, chip: bmp280, channel: humidity}
            e: {i2c: 1, address: 0x76, chip: bmp280, channel: temp, range: 0.256 V}
            f: {iio: bmp280, channel: temp, chip: bmp280, address: 0x76}
            g: {w1: 28-0316a2797baa, i2c: 1, address: 0x48, chip: ads1115, channel: a0}
            h: {i2c: 256, address: 0x48, chip: ads1115, channel: a0, range: 5 V}
        """,
        "6: gpio.sensors.a: expected address: beside i2c",
        "6: gpio.sensors.a: expected chip: beside i2c",
        "6: gpio.sensors.a: expected channel: beside i2c",
        "7: gpio.sensors.b.address: expected an address such as 0x76, got \"118\"",
        "7: gpio.sensors.b.chip: expected one of bme280, bmp280, ads1115; got \"bme680\"; did you"
            + " mean \"bme280\"?",
        "8: gpio.sensors.c.address: expected 0x76 or 0x77, where a bme280 may be; got 0x48",
        "9: gpio.sensors.d.channel: expected one of temp, pressure, which a bmp280 measures; got"
            + " humidity",
        "10: gpio.sensors.e.range: expected with an ads1115 only",
        "11: gpio.sensors.f.address: expected with i2c only",
        "11: gpio.sensors.f.chip: expected with i2c only",
        "12: gpio.sensors.g: expected one place to read from, got w1 and i2c",
        "13: gpio.sensors.h.i2c: expected a whole number from 0 to 255; got \"256\"",
        "13: gpio.sensors.h.range: expected one of 6.144 V, 4.096 V, 2.048 V, 1.024 V, 0.512 V,"
            + " 0.256 V; got \"5 V\"");
  }

  @Test
  void atOneAddressIsOneChip() {
    refuses(
        """
        gpio:
          sensors:
            a: {i2c: 1, address: 0x76, chip: bme280, channel: temp}
            b: {i2c: 1, address: 0x76, chip: bmp280, channel: pressure}
            c: {i2c: 1, address: 0x76, chip: bme280, channel: temp}
            d: {i2c: 0, address: 0x76, chip: bmp280, channel: temp}
        """,
        "7: gpio.sensors.b.chip: expected bme280, which gpio.sensors.a says is at this address; got"
            + " bmp280",
        "8: gpio.sensors.c: reads the same as gpio.sensors.a");
  }

  @Test
  void withoutASensorThereIsNothingToRead() {
    refuses(
        "gpio: {device: pi}\n",
        " gpio.sensors: is missing or empty, and so is gpio.pins; expected at least one sensor:\n  gpio:\n    sensors:\n"
            + "      NAME:\n        w1: 28-0316a2797baa");
    refuses(
        "gpio: {sensor: {a: {w1: x}}}\n", "4: gpio.sensor: unknown key; did you mean \"sensors\"?");
  }

  @Test
  void aBoardHasAsManySensorsAsTheLinkTells() {
    StringBuilder sensors = new StringBuilder("gpio:\n  sensors:\n");
    for (int i = 0; i < 17; i++) {
      sensors.append("    s%d: {w1: 28-%012d}\n".formatted(i, i));
    }
    refuses(
        sensors.toString(),
        " gpio: expected at most 16 channels, which is what a board may have (a counter with a rate"
            + " has two); got 17");
  }

  @Test
  void theBoardsIdAndPortAreNobodyElses() {
    String sensors = "gpio: {device: pi, sensors: {t: {w1: 28-0316a2797baa}}}\n";
    refuses(
        sensors + "boards: {pi: {ignore: true}, x: {name: pi}}\n",
        "4: boards.pi.ignore: expected false: this is the board of gpio.sensors; leave those out"
            + " instead",
        "4: gpio.device: \"pi\" is the board of boards.x already; two boards need two ids",
        "5: boards.x.name: \"pi\" is what board pi is called already; two boards under one id would"
            + " be taken for one");
    assertEquals(
        List.of(
            "3: ports[0].name: \"gpio\" is the port of this machine's own sensors; give this port"
                + " another name",
            "4: gpio.device: \"pi\" is the board of ports[0] already; two boards need two ids"),
        Read.problems("broker: tcp://a\nports:\n  - {path: /dev/gpio, device: pi}\n" + sensors));
  }
}
