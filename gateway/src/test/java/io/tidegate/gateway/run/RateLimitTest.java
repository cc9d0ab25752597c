package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.run.RateLimit.Key;
import io.tidegate.gateway.run.RateLimit.LeftOut;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final RateLimit limit = new RateLimit();
  private final List<LeftOut> told = new ArrayList<>();

  private int passed(String event, String subject, int times, long nowNanos) {
    int passed = 0;
    for (int i = 0; i < times; i++) {
      passed += limit.passes(event, subject, nowNanos, told) ? 1 : 0;
    }
    return passed;
  }

  @Test
  void theFirstFewPassAndTheRestIsCounted() {
    assertEquals(RateLimit.BURST, passed("fault", "garden", 100, 0));
    assertEquals(List.of(), limit.over(RateLimit.WINDOW_NANOS - 1));
    assertEquals(
        List.of(new LeftOut(new Key("fault", "garden"), 100 - RateLimit.BURST)),
        limit.over(RateLimit.WINDOW_NANOS));
    assertEquals(List.of(), limit.over(RateLimit.WINDOW_NANOS), "told once");
  }

  @Test
  void anotherSubjectOrEventHasItsOwnCount() {
    passed("fault", "garden", 100, 0);
    assertTrue(limit.passes("fault", "cellar", 0, told));
    assertTrue(limit.passes("gap", "garden", 0, told));
  }

  @Test
  void whatWasLeftOutIsToldBeforeTheNextLineOfAnewWindow() {
    passed("fault", "garden", 7, 0);
    assertTrue(limit.passes("fault", "garden", RateLimit.WINDOW_NANOS, told));
    assertEquals(List.of(new LeftOut(new Key("fault", "garden"), 2)), told);
  }

  @Test
  void aWindowBeginsWithItsFirstLineAlsoWhereTimeIsNegative() {
    long start = Long.MAX_VALUE - 10;
    assertEquals(5, passed("fault", "garden", 6, start));
    assertFalse(limit.passes("fault", "garden", start + 100, told), "nanoTime went over its end");
    assertTrue(limit.passes("fault", "garden", start + RateLimit.WINDOW_NANOS, told));
  }

  @Test
  void onlySoManyPairsAreKeptApartAndNoCountIsForgottenInSilence() {
    passed("fault", "first", 6, 0);
    for (int i = 0; i < RateLimit.KEYS; i++) {
      assertTrue(limit.passes("fault", "subject-" + i, 0, told));
    }
    assertEquals(List.of(new LeftOut(new Key("fault", "first"), 1)), told);
  }

  @Test
  void theEndTellsWhatIsOpen() {
    passed("fault", "garden", 6, 0);
    assertEquals(List.of(new LeftOut(new Key("fault", "garden"), 1)), limit.all());
    assertEquals(List.of(), limit.all());
  }
}
