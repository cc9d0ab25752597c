package io.tidegate.sim.sensor;

import static io.tidegate.sim.sensor.Bench.SECOND;
import static io.tidegate.sim.sensor.Bench.made;
import static io.tidegate.sim.sensor.Bench.printed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.signal.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class PulseCounterTest {
  private static final long HOUR = 3_600 * SECOND;

  /// 3.6 kW: a pulse a second.
  private static final Signal KETTLE = Signal.steady(3_600);

  @Test
  void aBucketTipsWhenItIsFull() {
    Sensor rain = made(SensorKind.RAIN, List.of(Signal.steady(2.794)));
    rain.start(0);
    assertEquals("0.00 0", printed(rain, HOUR / 10 - SECOND));
    assertEquals("0.28 1", printed(rain, HOUR / 10));
    assertEquals("2.79 10", printed(rain, HOUR));
  }

  @Test
  void aMeterBlinksForEachWattHourItIsSetTo() {
    Sensor meter = made(SensorKind.ENERGY, List.of(KETTLE));
    meter.start(0);
    assertEquals("0.060 60", printed(meter, 60 * SECOND));
    Sensor coarse = made(SensorKind.ENERGY, List.of(KETTLE), "impulses", "100");
    coarse.start(0);
    assertEquals("0.060 6", printed(coarse, 60 * SECOND));
  }

  @Test
  void theCountDoesNotDependOnHowOftenSomebodyLooks() {
    Signal power = new Step(0, 5_000, 7 * SECOND, 3 * SECOND, 11 * SECOND);
    Sensor seldom = made(SensorKind.ENERGY, List.of(power), "doubled", "0.2", "missed", "0.2");
    Sensor often = made(SensorKind.ENERGY, List.of(power), "doubled", "0.2", "missed", "0.2");
    seldom.start(0);
    often.start(0);
    for (long nanos = 0; nanos < HOUR; nanos += SECOND / 7) {
      often.read(nanos);
    }
    assertEquals(printed(seldom, HOUR), printed(often, HOUR));
  }

  @Test
  void aSketchBeginsAtZeroAndCountsOnlyWhileItRuns() {
    Sensor meter = made(SensorKind.ENERGY, List.of(KETTLE));
    meter.start(100 * SECOND);
    assertEquals("0.010 10", printed(meter, 110 * SECOND));
    meter.losePower();
    meter.start(200 * SECOND);
    assertEquals("0.005 5", printed(meter, 205 * SECOND));
  }

  @Test
  void someAreCountedTwiceAndSomeNotAtAll() {
    Sensor twice = made(SensorKind.ENERGY, List.of(KETTLE), "doubled", "1");
    twice.start(0);
    assertEquals("0.200 200", printed(twice, 100 * SECOND));
    Sensor half = made(SensorKind.ENERGY, List.of(KETTLE), "missed", "0.5");
    half.start(0);
    assertEquals(5_000, half.read(10_000 * SECOND)[1], 200);
    assertThrows(
        IllegalArgumentException.class,
        () -> made(SensorKind.ENERGY, List.of(KETTLE), "doubled", "0.6", "missed", "0.6"));
  }

  @Test
  void aWireThatIsOffCountsNothingAndOneBesideAMotorTooMuch() {
    Sensor meter = made(SensorKind.ENERGY, List.of(KETTLE));
    meter.start(0);
    meter.inject(Fault.DISCONNECTED, 10 * SECOND, 20 * SECOND);
    meter.inject(Fault.OUT_OF_RANGE, 30 * SECOND, 32 * SECOND);
    assertEquals("0.130 130", printed(meter, 40 * SECOND));
  }

  @Test
  void whoWatchesThePinSeesEachPulseWhenItComes() {
    Sensor meter = made(SensorKind.ENERGY, List.of(Signal.steady(1_800)));
    meter.start(0);
    long nanos = 0;
    for (int pulse = 1; pulse <= 100; pulse++) {
      nanos = meter.edgeAfter(nanos);
      assertEquals(pulse, meter.read(nanos)[1]);
      assertEquals(2.0 * pulse, nanos / 1e9, 0.001);
    }
    Sensor dry = made(SensorKind.RAIN, List.of(Signal.steady(0)));
    dry.start(0);
    assertEquals(HOUR, dry.edgeAfter(0), "looks again after an hour");
  }
}
