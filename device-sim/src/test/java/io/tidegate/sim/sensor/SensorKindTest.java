package io.tidegate.sim.sensor;

import static io.tidegate.sim.sensor.Bench.SECOND;
import static io.tidegate.sim.sensor.Bench.made;
import static io.tidegate.sim.sensor.Bench.printed;
import static io.tidegate.sim.sensor.Bench.steady;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.setting.ReadmeTables;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.TextFile;
import io.tidegate.sim.signal.Replay;
import io.tidegate.sim.signal.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SensorKindTest {
  /// A sensor of this kind whose signals all rise.
  private static Sensor rising(SensorKind kind) {
    List<Signal> signals =
        Collections.nCopies(kind.inputs().size(), Signal.ramp(0, 1_000, 1_000 * SECOND));
    return kind == SensorKind.GAUGE ? made(kind, signals, "name", "level") : made(kind, signals);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindGivesAValueForEachQuantityAndTheSameForTheSameSeed(SensorKind kind) {
    Sensor one = rising(kind);
    Sensor other = rising(kind);
    one.start(0);
    other.start(0);
    for (long nanos = 0; nanos < 100 * SECOND; nanos += 7 * SECOND / 3) {
      double[] values = one.read(nanos);
      assertEquals(one.quantities().size(), values.length);
      assertArrayEquals(values, other.read(nanos));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyKindTakesItsFaultsAndRefusesTheOthersByName(SensorKind kind) {
    for (Fault fault : Fault.values()) {
      Sensor sensor = rising(kind);
      if (kind.faults().contains(fault)) {
        sensor.inject(fault, 0, SECOND);
      } else {
        String words =
            assertThrows(IllegalArgumentException.class, () -> sensor.inject(fault, 0, SECOND))
                .getMessage();
        assertTrue(words.contains("expected one of the faults it may have"), words);
        assertTrue(words.endsWith("; got " + fault.wireName()), words);
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> rising(kind).inject(kind.faults().iterator().next(), SECOND, SECOND));
  }

  @ParameterizedTest
  @CsvSource({
    "BARE,RAW,0.5,512",
    "NODEMCU,RAW,1.6,512",
    "NODEMCU,RAW,5,1023",
    "NODEMCU,RAW,-1,0",
    "NODEMCU,VOLTS,1.6,1.602",
    "BARE,VOLTS,1.6,1.000"
  })
  void a0HasTenBitsOfWhatItsInputTakes(
      AnalogPin.Input input, AnalogPin.Told told, double volts, String text) {
    Sensor pin =
        made(
            SensorKind.ANALOG,
            List.of(Signal.steady(volts)),
            "input",
            input.wireName(),
            "told",
            told.wireName(),
            "noise",
            "0");
    assertEquals(text, printed(pin, SECOND));
  }

  @Test
  void a0IsRestlessAndFloatsWhenNothingIsConnected() {
    Sensor pin = steady(SensorKind.ANALOG, 1.6);
    double least = 1_023;
    double most = 0;
    for (int i = 0; i < 1_000; i++) {
      double number = pin.read(i * SECOND)[0];
      least = Math.min(least, number);
      most = Math.max(most, number);
    }
    assertTrue(least < 510 && least > 500 && most > 514 && most < 524, least + " to " + most);
    pin.inject(Fault.DISCONNECTED, 1_000 * SECOND, 2_000 * SECOND);
    assertTrue(pin.read(1_500 * SECOND)[0] < 200);
    pin.inject(Fault.OUT_OF_RANGE, 1_000 * SECOND, 2_000 * SECOND);
    assertEquals(1_023, pin.read(1_600 * SECOND)[0]);
  }

  @Test
  void valuesArePrintedAsCPrintsThem() {
    assertEquals("21.12", Quantity.text(21.125, 2));
    assertEquals("21.38", Quantity.text(21.375, 2));
    assertEquals("-0.00", Quantity.text(-0.001, 2));
    assertEquals("-0.00", Quantity.text(-0.0, 2));
    assertEquals("0", Quantity.text(0, 0));
    assertEquals("nan", Quantity.text(Double.NaN, 2));
    assertEquals("inf", Quantity.text(1e18, 2));
  }

  @Test
  void aPrefixKeepsTwoOfAKindApart() {
    Sensor sensor =
        made(SensorKind.DHT22, List.of(Signal.steady(20), Signal.steady(50)), "prefix", "indoor_");
    assertEquals("indoor_temperature", sensor.quantities().getFirst().name());
  }

  @Test
  void aRecordingInAnotherUnitIsRefused() {
    Signal fahrenheit =
        new Replay(
            new TextFile("june.csv", "time [s],t [degF]\n0,70\n"), Replay.Between.LINE, false);
    String words =
        assertThrows(
                IllegalArgumentException.class, () -> made(SensorKind.DS18B20, List.of(fahrenheit)))
            .getMessage();
    assertEquals("temperature: expected a signal in Cel; got one recorded in degF", words);
    words =
        assertThrows(
                IllegalArgumentException.class, () -> made(SensorKind.DHT11, List.of(fahrenheit)))
            .getMessage();
    assertEquals("dht11: expected 2 signals (temperature, humidity), got 1", words);
  }

  @Test
  void theTablesAreThoseOfTheCode() throws IOException {
    List<String> kinds = new ArrayList<>();
    List<String> settings = new ArrayList<>();
    for (SensorKind kind : SensorKind.values()) {
      kinds.add(
          "| `%s` | %s | %s | %s | %s |"
              .formatted(
                  kind.wireName(),
                  kind.words(),
                  kind.inputs().stream()
                      .map(each -> (each.name() + " " + each.unit()).strip())
                      .collect(joining(", ")),
                  kind == SensorKind.GAUGE ? "its name" : quantities(kind),
                  kind.faults().stream()
                      .sorted()
                      .map(each -> "`" + each.wireName() + "`")
                      .collect(joining(", "))));
      settings.addAll(Setting.rows(kind.wireName(), kind.settings()));
    }
    assertEquals(
        String.join("\n", kinds),
        String.join(
            "\n", ReadmeTables.rows("Sensors", "| sensor | | looks at | gives | faults |")));
    assertEquals(
        String.join("\n", settings),
        String.join(
            "\n",
            ReadmeTables.rows("Sensors", "| of | setting | what may stand there | default | |")));
  }

  @Test
  void theFaultsAreThoseOfTheCode() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      faults.add("| `%s` | %s |".formatted(fault.wireName(), fault.words()));
    }
    assertEquals(faults, ReadmeTables.rows("Sensors", "| fault | |"));
  }

  private static String quantities(SensorKind kind) {
    return rising(kind).quantities().stream()
        .map(
            each ->
                "%s %s, %d".formatted(each.name(), each.unit(), each.decimals()).replace(" -", ""))
        .collect(joining("; "));
  }
}
