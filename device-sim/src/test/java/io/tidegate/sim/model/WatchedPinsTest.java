package io.tidegate.sim.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.sensor.Door;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.signal.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WatchedPinsTest {
  private static final long SECOND = 1_000_000_000L;

  private static List<Measurement> run(boolean watchingPins, long bounceNanos) {
    List<Measurement> seen = new ArrayList<>();
    Signal open = new Step(0, 1, 10 * SECOND, 5 * SECOND, 0);
    Model model =
        new Model(
            List.of(
                Gauge.of("temp", 1, Signal.steady(20)),
                new Door("", bounceNanos, open, new SplittableRandom(1))),
            60 * SECOND,
            watchingPins,
            seen::add);
    model.start(0);
    while (model.dueNanos() <= 60 * SECOND) {
      model.take(model.dueNanos());
    }
    return seen;
  }

  @Test
  void aSketchThatWatchesAPinMeasuresWhenItChangesAndEveryPeriod() {
    List<Measurement> seen = run(true, 0);
    assertEquals(
        List.of(10 * SECOND, 15 * SECOND, 60 * SECOND),
        seen.stream().map(Measurement::nanos).toList());
    assertEquals("{\"n\":1,\"temp\":20.0,\"open\":1}", seen.getFirst().json());
  }

  @Test
  void aSketchThatDoesNotSeesTheDoorOnlyWhenItLooks() {
    assertEquals(1, run(false, 0).size());
  }

  @Test
  void aSketchThatDoesNotWaitOutTheBounceMeasuresEachOfIt() {
    List<Measurement> seen = run(true, 5_000_000L);
    assertTrue(seen.size() >= 7, "measurements: " + seen.size());
    assertEquals(0.0, seen.getLast().values().getLast());
  }
}
