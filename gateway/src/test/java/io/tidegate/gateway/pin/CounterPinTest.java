package io.tidegate.gateway.pin;

import static io.tidegate.gateway.pin.Machine.MILLI;
import static io.tidegate.gateway.pin.Machine.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.pin.Outside.Level;
import io.tidegate.gateway.pin.PinRule.Edge;
import io.tidegate.gateway.pin.PinRule.Per;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterPinTest {
  private static final long DAY = 86_400 * SECOND;
  private static final long DEBOUNCE = 20 * MILLI;

  private final Machine machine = new Machine();

  private static PinRule.Counter rain(Edge edge, Per per) {
    return new PinRule.Counter(
        "rain",
        27,
        PinRule.Pull.UP,
        edge,
        DEBOUNCE,
        new BigDecimal("0.2794"),
        "mm",
        per,
        60 * SECOND);
  }

  private Pins pins(PinRule.Counter rule, long count) {
    Pins pins = new Pins(List.of(rule), Map.of("rain", count), machine);
    machine.levels.put("rain", Level.HIGH);
    pins.start(0);
    return pins;
  }

  /// Every closing and opening of the contact bounces, within the debounce time; it rests for
  /// longer than that; whoever looks does so when he likes, also long after the edges.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 2026})
  void aDayOfABouncingContactCountsExactly(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Pins pins = pins(rain(Edge.FALLING, Per.NOTHING), 0);
    long now = SECOND;
    long closed = 0;
    long edges = 0;
    boolean high = true;
    while (now < DAY) {
      high = !high;
      closed += high ? 0 : 1;
      int bounces = 2 * random.nextInt(8);
      for (int edge = 0; edge <= bounces; edge++) {
        boolean shown = high == (edge % 2 == 0);
        machine.levels.put("rain", shown ? Level.HIGH : Level.LOW);
        pins.edge("rain", shown, now);
        edges++;
        now += edge < bounces ? random.nextLong(1, DEBOUNCE) : 0;
        if (random.nextInt(4) == 0) {
          pins.tick(now);
        }
      }
      now += random.nextLong(DEBOUNCE, 20 * SECOND);
      if (random.nextBoolean()) {
        pins.tick(now);
      }
    }
    pins.tick(now + DEBOUNCE);
    assertEquals(closed, pins.counts().get("rain"), "seed " + seed + ", " + edges + " edges");
    assertTrue(edges > 5 * closed, "it did not bounce");
  }

  @Test
  void theTotalGoesOnFromAnEarlierRunAndIsScaledExactly() {
    Pins pins = pins(rain(Edge.FALLING, Per.NOTHING), 1_000_000);
    pins.edge("rain", false, SECOND);
    pins.edge("rain", true, 2 * SECOND);
    pins.tick(60 * SECOND);
    assertEquals(
        List.of("0 {\"rain\":279400.0000}", "60000 {\"rain\":279400.2794}"), machine.take());
    assertEquals(Map.of("rain", 1_000_001L), pins.counts());
  }

  @Test
  void theRateIsOfWhatWasCountedSinceItWasToldLast() {
    Pins pins = pins(rain(Edge.FALLING, Per.HOUR), 10);
    for (int i = 1; i <= 10; i++) {
      pins.edge("rain", i % 2 == 0, i * SECOND);
    }
    pins.tick(60 * SECOND);
    machine.levels.put("rain", Level.HIGH);
    pins.tick(120 * SECOND);
    assertEquals(
        List.of(
            "0 {\"rain\":2.7940}",
            "60000 {\"rain\":4.1910,\"rain_rate\":83.820000}",
            "120000 {\"rain\":4.1910,\"rain_rate\":0.000000}"),
        machine.take());
  }

  @Test
  void eachEdgeCountsWhereBothDo() {
    for (Edge edge : Edge.values()) {
      Pins pins = pins(rain(edge, Per.NOTHING), 0);
      pins.edge("rain", false, SECOND);
      pins.edge("rain", true, 2 * SECOND);
      pins.edge("rain", false, 3 * SECOND);
      pins.tick(4 * SECOND);
      long expected =
          switch (edge) {
            case RISING -> 1;
            case FALLING -> 2;
            case BOTH -> 3;
          };
      assertEquals(expected, pins.counts().get("rain"), edge::name);
    }
  }

  @Test
  void whatItShowsWhenItIsOpenedIsNoEdge() {
    machine.broken.add("rain");
    Pins pins = pins(rain(Edge.BOTH, Per.NOTHING), 5);
    machine.broken.clear();
    machine.levels.put("rain", Level.LOW);
    pins.tick(SECOND);
    pins.tick(60 * SECOND);
    assertEquals(5, pins.counts().get("rain"));
  }
}
