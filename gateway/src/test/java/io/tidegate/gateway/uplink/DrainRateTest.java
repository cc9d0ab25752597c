package io.tidegate.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DrainRateTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void sendsNoMoreThanItsRateOverAnyLongTime() {
    DrainRate rate = new DrainRate(100);
    int sent = 0;
    for (long now = 0; now < 10 * SECOND; now += SECOND / 1_000) {
      while (rate.allows(now)) {
        rate.sent();
        sent++;
      }
    }
    assertTrue(sent >= 1_090 && sent <= 1_100, "sent " + sent);
  }

  @Test
  void saysWhenTheNextOneIsAllowed() {
    DrainRate rate = new DrainRate(1);
    rate.allows(0);
    rate.sent();
    assertEquals(SECOND, rate.dueNanos(0));
    assertTrue(rate.allows(SECOND));
  }

  @Test
  void zeroMeansNoBound() {
    DrainRate rate = new DrainRate(0);
    for (int i = 0; i < 10_000; i++) {
      assertTrue(rate.allows(0));
      rate.sent();
    }
  }
}
