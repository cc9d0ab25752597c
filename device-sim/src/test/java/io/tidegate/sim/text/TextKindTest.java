package io.tidegate.sim.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.sensor.SensorKind;
import io.tidegate.sim.setting.ReadmeTables;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.signal.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextKindTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long PERIOD = 10 * SECOND;

  private final Sensor dht = sensor(SensorKind.DHT22, Signal.steady(22.5), Signal.steady(45.1));
  private Model model = new Model(List.of(dht), PERIOD, _ -> {});

  private static Sensor sensor(SensorKind kind, Signal... signals) {
    return kind.make(
        List.of(signals), Settings.of(kind.settings(), Map.of()), new SplittableRandom(1));
  }

  private static LineFormat format(TextKind kind, String... pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return kind.make("esp-1", Settings.of(kind.settings(), map));
  }

  /// The lines of the next measurement.
  private List<String> next(LineFormat format) {
    if (model.measured() == 0) {
      model.start(0);
      format.start(model.quantities());
    }
    Measurement measurement = model.take(model.dueNanos());
    return format.lines(measurement, measurement.nanos());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON||{\"device_id\":\"esp-1\",\"n\":1,\"temperature\":22.50,\"humidity\":45.10}",
        "JSON|device_id=false number=false|{\"temperature\":22.50,\"humidity\":45.10}",
        "KEY_VALUE||n=1 temperature=22.50 humidity=45.10",
        "PLOTTER|number=false|temperature:22.50,humidity:45.10",
        "CSV||1,22.50,45.10",
        "CSV|separator=; number=false|22.50;45.10"
      })
  void printsAsThisKindDoes(TextKind kind, String settings, String line) {
    String[] pairs = settings == null ? new String[0] : settings.split("[ =]");
    assertEquals(List.of(line), next(format(kind, pairs)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON|null|{\"n\":1,\"temperature\":null,\"humidity\":null}",
        "JSON|nan|{\"n\":1,\"temperature\":nan,\"humidity\":nan}",
        "JSON|omit|{\"n\":1}",
        "JSON|line|Failed to read from DHT sensor!",
        "PLOTTER|nan|n:1,temperature:nan,humidity:nan",
        "PLOTTER|omit|n:1",
        "PLOTTER|line|Failed to read from DHT sensor!",
        "CSV|nan|1,nan,nan",
        "CSV|omit|1,,",
        "CSV|line|Failed to read from DHT sensor!"
      })
  void whatStandsForNoNumberIsTheSketchsChoice(TextKind kind, String missing, String line) {
    dht.inject(Fault.CHECKSUM, 0, 100 * SECOND);
    LineFormat format =
        kind == TextKind.JSON
            ? format(kind, "missing", missing, "device_id", "false")
            : format(kind, "missing", missing);
    assertEquals(List.of(line), next(format));
  }

  @Test
  void columnsAreNamedOnceUnlessTheyAreNot() {
    assertEquals(List.of("n,temperature,humidity"), format(TextKind.CSV).start(model.quantities()));
    assertEquals(
        List.of("temperature\thumidity"),
        format(TextKind.CSV, "separator", "tab", "number", "false").start(model.quantities()));
    assertEquals(List.of(), format(TextKind.CSV, "header", "false").start(model.quantities()));
  }

  @Test
  void anEsphomeDeviceLogsInColourAndWithoutATime() {
    dht.inject(Fault.NAN, 15 * SECOND, 25 * SECOND);
    LineFormat format = format(TextKind.ESPHOME);
    String cyan = "\u001b[0;36m";
    String end = "\u001b[0m";
    assertEquals(
        List.of(
            cyan + "[D][dht:048]: Got Temperature=22.5°C Humidity=45.1%" + end,
            cyan
                + "[D][sensor:093]: 'Temperature': Sending state 22.50000 °C with 2 decimals of"
                + " accuracy"
                + end,
            cyan
                + "[D][sensor:093]: 'Humidity': Sending state 45.10000 % with 2 decimals of"
                + " accuracy"
                + end),
        next(format));
    List<String> failed = next(format);
    assertEquals(
        "\u001b[0;33m[W][dht:060]: Invalid readings! Please check your wiring (pull-up resistor,"
            + " pin number)."
            + end,
        failed.getFirst());
    assertTrue(failed.get(1).contains("Sending state nan °C"), failed::toString);
    assertEquals(
        "[I][app:029]: Running through setup()...",
        format(TextKind.ESPHOME, "colours", "false").start(model.quantities()).get(1));
  }

  @Test
  void anEsphomeDeviceTellsFloatsOf32BitsAndSwitchesWhenTheyChange() {
    model =
        new Model(
            List.of(
                sensor(SensorKind.DOOR, new Step(0, 1, 15 * SECOND, 0, 0)),
                sensor(
                    SensorKind.BME280,
                    Signal.steady(20),
                    Signal.steady(50),
                    Signal.steady(1013.2))),
            PERIOD,
            _ -> {});
    LineFormat format = format(TextKind.ESPHOME, "colours", "false");
    List<String> first = next(format);
    assertEquals("[D][binary_sensor:036]: 'Open': Sending state OFF", first.getFirst());
    assertTrue(
        first.getLast().startsWith("[D][sensor:093]: 'Pressure': Sending state 1013.20"),
        first::toString);
    assertEquals("[D][binary_sensor:036]: 'Open': Sending state ON", next(format).getFirst());
    assertTrue(next(format).getFirst().contains("'Temperature'"));
  }

  @Test
  void aTasmotaDeviceLogsWhatItPublishesWithTheTimeSinceItStarted() {
    LineFormat format = format(TextKind.TASMOTA, "id", "C57651");
    List<String> lines = next(format);
    assertEquals(
        "00:00:10.006 MQT: tele/tasmota_C57651/SENSOR = {\"Time\":\"1970-01-01T00:00:10\","
            + "\"AM2301\":{\"Temperature\":22.5,\"Humidity\":45.1,\"DewPoint\":10.0},"
            + "\"TempUnit\":\"C\"}",
        lines.getLast());
    assertTrue(
        lines
            .getFirst()
            .startsWith("00:00:10.000 MQT: tele/tasmota_C57651/STATE = {\"Time\":\"1970-01-01T"),
        lines::toString);
    assertEquals(
        "49T17:02:47",
        format
            .lines(model.take(model.dueNanos()), (49 * 86_400L + 61_367) * SECOND)
            .getFirst()
            .replaceAll(".*\"Uptime\":\"([^\"]*)\".*", "$1"));
  }

  @Test
  void aTasmotaDeviceHasAWordForEverySensor() {
    Sensor lost = sensor(SensorKind.DS18B20, Signal.steady(21));
    Sensor found =
        SensorKind.DS18B20.make(
            List.of(Signal.steady(21.06)),
            Settings.of(SensorKind.DS18B20.settings(), Map.of("prefix", "second_")),
            new SplittableRandom(1));
    lost.inject(Fault.DISCONNECTED, 0, 100 * SECOND);
    dht.inject(Fault.NAN, 0, 100 * SECOND);
    model =
        new Model(
            List.of(
                sensor(SensorKind.DOOR, Signal.steady(1)),
                sensor(SensorKind.ENERGY, Signal.steady(3_600)),
                lost,
                found,
                SensorKind.DHT22.make(
                    List.of(Signal.steady(0), Signal.steady(0)),
                    Settings.of(SensorKind.DHT22.settings(), Map.of("prefix", "dht_")),
                    new SplittableRandom(1)),
                SensorKind.BME280.make(
                    List.of(Signal.steady(20), Signal.steady(100), Signal.steady(1018)),
                    Settings.of(SensorKind.BME280.settings(), Map.of("prefix", "bme_")),
                    new SplittableRandom(1))),
            PERIOD,
            _ -> {});
    String line = next(format(TextKind.TASMOTA)).getLast();
    assertEquals(
        "{\"Time\":\"1970-01-01T00:00:10\",\"Switch1\":\"ON\",\"COUNTER\":{\"C1\":10},"
            + "\"DS18B20-1\":{\"Id\":\"000003A1B2C3\",\"Temperature\":21.1},"
            + "\"AM2301\":{\"Temperature\":0.0,\"Humidity\":0.0,\"DewPoint\":-50.0},"
            + "\"BME280\":{\"Temperature\":20.0,\"Humidity\":100.0,\"DewPoint\":20.0,"
            + "\"Pressure\":1018.0},\"PressureUnit\":\"hPa\",\"TempUnit\":\"C\"}",
        line.substring(line.indexOf('{')));
  }

  @Test
  void aTasmotaDeviceWithoutAnAnswerPublishesNull() {
    dht.inject(Fault.NAN, 0, 100 * SECOND);
    assertTrue(
        next(format(TextKind.TASMOTA))
            .getLast()
            .contains("\"AM2301\":{\"Temperature\":null,\"Humidity\":null,\"DewPoint\":null}"));
  }

  @Test
  void theTutorialsSketchHearsItself() {
    assertEquals(
        List.of(
            "Published: {\"temp\": 22.50}", "Message on /sensors/temperature: {\"temp\": 22.50}"),
        next(format(TextKind.TUTORIAL)));
  }

  @Test
  void whatDoesNotFitIsToldByName() {
    assertEquals(
        "id: expected a text, six hex digits, A to F large; got \"a1b2c3\"",
        assertThrows(IllegalArgumentException.class, () -> format(TextKind.TASMOTA, "id", "a1b2c3"))
            .getMessage());
  }

  @Test
  void theTablesAreThoseOfTheCode() throws IOException {
    List<String> settings = new ArrayList<>();
    for (TextKind kind : TextKind.values()) {
      settings.addAll(Setting.rows(kind.wireName(), kind.settings()));
    }
    assertEquals(
        String.join("\n", settings),
        String.join(
            "\n",
            ReadmeTables.rows(
                "Text that boards print", "| of | setting | what may stand there | default | |")));
    assertEquals(
        Arrays.stream(TextKind.values())
            .map(kind -> "| `%s` | %s |".formatted(kind.wireName(), kind.words()))
            .toList(),
        ReadmeTables.rows(
                "Text that boards print", "| text | | `auto`, `json` | `key_value` | `csv` |")
            .stream()
            .map(row -> row.replaceFirst("(\\| `\\w+` \\| [^|]* \\|).*", "$1"))
            .toList());
  }
}
