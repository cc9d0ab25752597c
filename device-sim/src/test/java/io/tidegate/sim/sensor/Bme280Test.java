package io.tidegate.sim.sensor;

import static io.tidegate.sim.sensor.Bench.SECOND;
import static io.tidegate.sim.sensor.Bench.printed;
import static io.tidegate.sim.sensor.Bench.steady;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bme280Test {
  private static final String NOTHING = "nan nan nan";

  @ParameterizedTest
  @CsvSource({
    "21.657,45.1234,1013.2512,21.66 45.12 1013.25",
    "-60,-1,100,-40.00 0.00 300.00",
    "99,120,1200,85.00 100.00 1100.00"
  })
  void hasItsResolutionAndItsRange(
      double temperature, double humidity, double pressure, String text) {
    Sensor sensor = steady(SensorKind.BME280, temperature, humidity, pressure);
    sensor.start(0);
    assertEquals(text, printed(sensor, SECOND));
  }

  @Test
  void aWireThatIsOffLooksLikeValuesAndIsNanOnceItIsBack() {
    Sensor sensor = steady(SensorKind.BME280, 20, 50, 1000);
    sensor.start(0);
    sensor.inject(Fault.DISCONNECTED, 10 * SECOND, 20 * SECOND);
    assertEquals("179.55 100.00 -160.23", printed(sensor, 15 * SECOND));
    assertEquals(NOTHING, printed(sensor, 25 * SECOND));
    sensor.start(30 * SECOND);
    assertEquals("20.00 50.00 1000.00", printed(sensor, 31 * SECOND));
  }

  @Test
  void lostPowerIsNoticedAlsoWhenNobodyLookedMeanwhile() {
    Sensor sensor = steady(SensorKind.BME280, 20, 50, 1000);
    sensor.start(0);
    sensor.inject(Fault.POWER_ON, 10 * SECOND, 11 * SECOND);
    assertEquals("20.00 50.00 1000.00", printed(sensor, 9 * SECOND));
    assertEquals(NOTHING, printed(sensor, 15 * SECOND));
  }

  @Test
  void aSketchThatBeginsWhileItIsOffNeverFindsIt() {
    Sensor sensor = steady(SensorKind.BME280, 20, 50, 1000);
    sensor.inject(Fault.DISCONNECTED, 0, 10 * SECOND);
    sensor.start(5 * SECOND);
    assertEquals(NOTHING, printed(sensor, 6 * SECOND));
    assertEquals(NOTHING, printed(sensor, 15 * SECOND));
  }

  @Test
  void nanEndsWithTheFault() {
    Sensor sensor = steady(SensorKind.BME280, 20, 50, 1000);
    sensor.start(0);
    sensor.inject(Fault.NAN, 10 * SECOND, 20 * SECOND);
    assertEquals(NOTHING, printed(sensor, 15 * SECOND));
    assertEquals("20.00 50.00 1000.00", printed(sensor, 20 * SECOND));
  }
}
