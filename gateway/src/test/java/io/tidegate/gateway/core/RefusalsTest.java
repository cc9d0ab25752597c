package io.tidegate.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.spool.Appended.Why;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private final Refusals refusals = new Refusals();

  private static Refusals.Range range(String session, long first, long last, Why why) {
    return new Refusals.Range("b", session, first, last, last - first + 1, why);
  }

  @Test
  void numbersThatFollowEachOtherAreOneRange() {
    assertTrue(refusals.add(range("s", 1, 1, Why.MEMORY_FULL)));
    assertTrue(refusals.add(range("t", 2, 2, Why.MEMORY_FULL)));
    assertTrue(refusals.add(range("s", 2, 4, Why.MEMORY_FULL)));
    assertTrue(refusals.add(range("s", 5, 5, Why.CHAIN_FULL)));
    assertTrue(refusals.add(range("s", 7, 7, Why.MEMORY_FULL)));
    assertEquals(
        List.of(
            range("s", 1, 4, Why.MEMORY_FULL),
            range("t", 2, 2, Why.MEMORY_FULL),
            range("s", 5, 5, Why.CHAIN_FULL),
            range("s", 7, 7, Why.MEMORY_FULL)),
        refusals.take());
    assertTrue(refusals.isEmpty());
  }

  @Test
  void atTheLimitASessionGoesOnInOneRangeWithTheRightCountAndANewOneIsNotTaken() {
    for (int i = 0; i < Refusals.LIMIT; i++) {
      assertTrue(refusals.add(range("s", 2 * i, 2 * i, Why.CHAIN_FULL)));
    }
    assertTrue(refusals.add(range("s", 9_000, 9_004, Why.CHAIN_FULL)));
    assertFalse(refusals.add(range("t", 1, 1, Why.CHAIN_FULL)));
    Refusals.Range last = refusals.take().getLast();
    assertEquals(9_004, last.last());
    assertEquals(6, last.count());
  }
}
