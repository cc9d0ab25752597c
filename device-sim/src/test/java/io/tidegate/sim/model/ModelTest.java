package io.tidegate.sim.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {
  private final List<Measurement> seen = new ArrayList<>();
  private final Gauge temperature = Gauge.of("temp", 2, Signal.steady(-0.456));
  private final Model model =
      new Model(
          List.of(temperature, Gauge.of("count", 0, Signal.ramp(0, 100, 10_000_000_000L))),
          100,
          seen::add);

  @Test
  void countsOnOverStartsAndTellsItsWitnessFirst() {
    assertNull(model.take(1_000));
    model.start(1_000);
    assertNull(model.take(1_099));
    assertEquals("{\"n\":1,\"temp\":-0.46,\"count\":0}", model.take(1_100).json());
    model.start(2_000);
    assertEquals(2, model.take(2_100).number());
    assertEquals(2, seen.size());
  }

  @Test
  void doesNotMakeUpForWhatWasMissed() {
    model.start(0);
    assertEquals(1, model.take(1_000).number());
    assertNull(model.take(1_050));
    assertEquals(1_100, model.dueNanos());
  }

  @Test
  void measuresNothingWithoutPowerOrWhenEnded() {
    model.start(0);
    model.losePower();
    assertEquals(Long.MAX_VALUE, model.dueNanos());
    model.end();
    model.start(10);
    assertEquals(Long.MAX_VALUE, model.dueNanos());
    assertNull(model.measure(10));
  }

  @Test
  void writesNamesTextsAndJson() {
    model.start(0);
    Measurement measurement = model.take(2_500_000_000L);
    assertEquals(List.of("n", "temp", "count"), measurement.names());
    assertEquals(List.of("1", "-0.46", "25"), measurement.texts());
    assertEquals(
        "{\"device_id\":\"esp\",\"n\":1,\"temp\":-0.46,\"count\":25}",
        measurement.json("\"device_id\":\"esp\""));
  }

  @Test
  void aValueThatIsNoNumberIsNullInJsonAndNanInPrintsAndMayBeLeftOut() {
    temperature.inject(Fault.NAN, 0, 200);
    model.start(0);
    Measurement measurement = model.take(100);
    assertFalse(measurement.complete());
    assertEquals("{\"n\":1,\"temp\":null,\"count\":0}", measurement.json());
    assertEquals(List.of("1", "nan", "0"), measurement.texts());
    assertEquals("{\"n\":1,\"count\":0}", measurement.numbersOnly().json());
    assertTrue(model.take(200).complete());
  }

  @Test
  void twoQuantitiesOfOneNameAreRefused() {
    String words =
        assertThrows(
                IllegalArgumentException.class,
                () -> new Model(List.of(temperature, temperature), 1, seen::add))
            .getMessage();
    assertEquals("expected each quantity of a board to have its own name; got temp twice", words);
  }
}
