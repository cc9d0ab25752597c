package io.tidegate.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.sensor.SensorKind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorWordsTest {
  private static final long SECOND = 1_000_000_000L;

  private static SensorPlan read(String words) {
    return SensorWords.read(words, ChipKind.ESP8266);
  }

  /// What it gives in the tenth second.
  private static String values(SensorPlan plan) {
    Sensor sensor = plan.make(new SplittableRandom(1));
    sensor.start(0);
    return Arrays.toString(sensor.read(10 * SECOND));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "ds18b20@D2                    | D2 | -                | [21.5]",
        "ds18b20@2=-3.5                | 2  | -                | [-3.5]",
        "ds18b20@D2/28FF641E8216C3A1=5 | D2 | 28FF641E8216C3A1 | [5.0]",
        "ds18b20@28FF641E8216C3A1      | -  | 28FF641E8216C3A1 | [21.5]",
        "bme280                        | -  | -                | [21.5, 48.0",
        "bme280@0x77,pressure=990      | -  | 0x77             | [21.5, 48.0",
        "dht22@D4=20,humidity=40       | D4 | -                | [20.0, 40.0]",
        "dht22@D4,humidity=40          | D4 | -                | [21.5, 40.0]",
        "ds18b20@D2=10.3,bits=9        | D2 | -                | [10.0]",
        "ds18b20@D2={signal: ramp, from: 0, to: 20, over: 20 s}         | D2 | - | [10.0]",
        "ds18b20@D2={value: 1, changes: [{change: quantised, step: 4}]} | D2 | - | [0.0]",
        "ads1115@0x49=1.5,a2=-6.144   | -  | 0x49             | [1.5, 0.0, -6.144, 0.0]",
        "analog=1.6,noise=0            | -  | -                | [512.0]",
      })
  void aFewWordsAreASensorItsPlaceAndWhatItSees(
      String words, String pin, String address, String values) {
    SensorPlan plan = read(words);
    assertEquals(pin, plan.pin());
    assertEquals(address, plan.address());
    assertTrue(values(plan).startsWith(values), values(plan));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | expected one of dht11, dht22, ds18b20, bme280,",
        "gauge=1 | expected one of dht11, dht22, ds18b20, bme280,",
        "dht22@D4=warm | temperature: expected a number, or a signal such as {signal: sine",
        "dht22@D4=1,humid=3 | dht22: expected one of temperature, humidity, prefix, interval; got \"humid\"",
        "dht22@D4=1,48 | expected NAME=VALUE behind a comma; got \"48\"",
        "dht22@D4=1,temperature=2 | temperature: expected once; got it again",
        "ds18b20@D2,bits=99 | bits: expected a whole number, 9 to 12; got \"99\"",
        "ds18b20@D2={signal: sine, middle: hot, amplitude: 1} | temperature: middle: expected a number",
        "ds18b20@D2={signal: sinus} | temperature: signal: expected one of steady, ramp, sine",
        "ds18b20@D2={signal: sine | temperature: ",
      })
  void whatCannotBeIsToldInWords(String words, String told) {
    String message = assertThrows(IllegalArgumentException.class, () -> read(words)).getMessage();
    assertTrue(message.startsWith(told), message);
  }

  @Test
  void anUnosInputTakesFiveVolts() {
    SensorPlan plan = SensorWords.read("analog=2.5,noise=0", ChipKind.UNO);
    assertEquals("[512.0]", values(plan));
  }

  @Test
  void everyKindThatHangsOnABoardHasUsualValues() {
    List<SensorKind> all = List.of(SensorKind.values());
    for (SensorKind kind : all.subList(1, all.size())) {
      assertEquals(kind.inputs().size(), read(kind.wireName() + "@D1").signals().size());
    }
  }

  @Test
  void twoOnOnePinAreRefusedWithTheNumberOfTheSecond() {
    List<SensorPlan> plans = List.of(read("dht22@D4"), read("door@2"));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> SensorPlan.tryOut(ChipKind.ESP8266, plans))
            .getMessage();
    assertTrue(
        message.startsWith("sensor 2, door: pin: expected one that nothing else hangs on"),
        message);
  }
}
