package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final long MILLI = 1_000_000L;

  private final Patience patience = new Patience(0);
  private long nowNanos;

  private boolean takes(boolean room, long millis) {
    nowNanos += millis * MILLI;
    return patience.takesBytes(room, nowNanos);
  }

  @Test
  void withRoomBytesAreTakenAlways() {
    assertTrue(takes(true, 0));
    assertTrue(takes(true, 5_000));
  }

  @Test
  void withoutRoomTheyWaitFourSecondsAndAreTakenThen() {
    takes(true, 1_000);
    assertFalse(takes(false, 1));
    assertFalse(takes(false, 3_998));
    assertTrue(takes(false, 1));
    assertTrue(takes(false, 60_000));
  }

  @Test
  void aMomentOfRoomDoesNotLetThemWaitAnew() {
    takes(false, 3_600);
    assertTrue(takes(true, 100));
    assertTrue(takes(false, 400), "four seconds of waiting in all");
  }

  @Test
  void afterAWhileWithRoomTheyMayWaitAgain() {
    takes(false, 5_000);
    takes(true, 250);
    takes(true, 250);
    assertFalse(takes(false, 3_900));
  }
}
