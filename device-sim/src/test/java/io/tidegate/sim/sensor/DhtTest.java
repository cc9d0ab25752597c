package io.tidegate.sim.sensor;

import static io.tidegate.sim.sensor.Bench.SECOND;
import static io.tidegate.sim.sensor.Bench.made;
import static io.tidegate.sim.sensor.Bench.printed;
import static io.tidegate.sim.sensor.Bench.steady;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sim.signal.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DhtTest {
  private static final String NOTHING = "nan nan";

  private static Sensor rising(String... settings) {
    return made(
        SensorKind.DHT22, List.of(Signal.ramp(0, 80, 80 * SECOND), Signal.steady(45.14)), settings);
  }

  @ParameterizedTest
  @CsvSource({
    "DHT11,21.6,45.4,22.00 45.00",
    "DHT11,-3,95,0.00 90.00",
    "DHT11,60,5,50.00 20.00",
    "DHT22,21.66,45.14,21.70 45.10",
    "DHT22,-10.1,99.96,-10.10 100.00",
    "DHT22,-0.04,0,-0.00 0.00",
    "DHT22,-60,0,-40.00 0.00",
    "DHT22,125,0,80.00 0.00"
  })
  void hasItsResolutionAndItsRange(
      SensorKind kind, double temperature, double humidity, String text) {
    Sensor sensor = steady(kind, temperature, humidity);
    sensor.start(0);
    assertEquals(text, printed(sensor, 2 * SECOND));
  }

  @Test
  void itsBytesAreThoseOfTheDatasheet() {
    Faults none = new Faults("", Dht.FAULTS);
    DhtChip chip = new DhtChip(DhtChip.Type.DHT22, Signal.steady(-10.1), Signal.steady(65.2), none);
    chip.power(0);
    assertArrayEquals(new byte[] {0x02, (byte) 0x8C, (byte) 0x80, 0x65, 0x73}, chip.answer(SECOND));
  }

  @Test
  void staysSilentInTheFirstSecondOfItsPowerButNotAfterAReset() {
    Sensor sensor = steady(SensorKind.DHT22, 20, 50);
    sensor.start(0);
    assertEquals(NOTHING, printed(sensor, SECOND / 2));
    assertEquals("20.00 50.00", printed(sensor, 3 * SECOND));
    sensor.start(6 * SECOND);
    assertEquals("20.00 50.00", printed(sensor, 6 * SECOND + 1));
    sensor.losePower();
    sensor.start(9 * SECOND);
    assertEquals(NOTHING, printed(sensor, 9 * SECOND + 1));
  }

  @Test
  void aLibraryAskedTooSoonSaysWhatItKnew() {
    Sensor sensor = rising();
    sensor.start(0);
    assertEquals("10.00 45.10", printed(sensor, 10 * SECOND));
    assertEquals("10.00 45.10", printed(sensor, 12 * SECOND - 1));
    assertEquals("12.00 45.10", printed(sensor, 12 * SECOND));
  }

  @Test
  void aSensorAskedTooSoonStaysSilent() {
    Sensor sensor = rising("interval", "0");
    sensor.start(0);
    assertEquals("10.00 45.10", printed(sensor, 10 * SECOND));
    assertEquals(NOTHING, printed(sensor, 11 * SECOND));
    assertEquals("12.00 45.10", printed(sensor, 12 * SECOND));
  }

  @Test
  void aMissedAnswerIsNanUntilItIsAskedAgain() {
    Sensor sensor = rising();
    sensor.start(0);
    sensor.inject(Fault.NAN, 10 * SECOND, 10 * SECOND + 1);
    assertEquals(NOTHING, printed(sensor, 10 * SECOND));
    assertEquals(NOTHING, printed(sensor, 11 * SECOND));
    assertEquals("12.00 45.10", printed(sensor, 12 * SECOND));
  }

  @ParameterizedTest
  @CsvSource({
    "NAN,nan nan",
    "CHECKSUM,nan nan",
    "DISCONNECTED,nan nan",
    "POWER_ON,nan nan",
    "STUCK,10.00 45.10",
    "OUT_OF_RANGE,150.00 150.00"
  })
  void eachFaultShowsAndEnds(Fault fault, String text) {
    Sensor sensor = rising();
    sensor.start(0);
    sensor.inject(fault, 10 * SECOND, 20 * SECOND);
    assertEquals("8.00 45.10", printed(sensor, 8 * SECOND));
    assertEquals(text, printed(sensor, 18 * SECOND));
    assertEquals("20.00 45.10", printed(sensor, 20 * SECOND));
  }
}
