package io.tidegate.sim.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelTest {
  private final List<Measurement> seen = new ArrayList<>();
  private final Model model =
      new Model(
          List.of(
              new Quantity("temp", 2, Wave.steady(-0.456)),
              new Quantity("count", 0, Wave.ramp(0, 100, 10))),
          100,
          new SplittableRandom(1),
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
  void writesEveryFormat() {
    model.start(0);
    Measurement measurement = model.take(2_500_000_000L);
    assertEquals("n:1,temp:-0.46,count:25", measurement.pairs(':', ","));
    assertEquals("1,-0.46,25", measurement.columns(','));
    assertEquals(
        "{\"device_id\":\"esp\",\"n\":1,\"temp\":-0.46,\"count\":25}",
        measurement.json("\"device_id\":\"esp\""));
  }
}
