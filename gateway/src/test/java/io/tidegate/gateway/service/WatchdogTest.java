package io.tidegate.gateway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// When the watchdog is fed, in virtual time.
class WatchdogTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long LIMIT = 60 * SECOND;

  private final Watchdog watchdog = new Watchdog(LIMIT);
  private long nowNanos = 20 * SECOND;

  /// Looks once; the core has answered since the look before.
  private boolean looks(long diskNanos) {
    watchdog.answered(diskNanos);
    return looksInVain();
  }

  private boolean looksInVain() {
    nowNanos += watchdog.lookNanos();
    boolean feeds = watchdog.feeds(nowNanos);
    if (feeds) {
      watchdog.fed(nowNanos);
    }
    return feeds;
  }

  private String withheld() {
    return watchdog.withheld(nowNanos, () -> "Core.step");
  }

  @Test
  void aLivingCoreIsFedInLessThanHalfTheTimeWhateverTheTimeIs() {
    for (long micros :
        new long[] {Orders.LEAST_MICROS, 1_000_000, 3_000_000, 60_000_000, Orders.MOST_MICROS}) {
      long limit = micros * 1_000;
      Watchdog one = new Watchdog(limit);
      long now = 0;
      long fed = 0;
      for (int i = 0; i < 300; i++) {
        now += one.lookNanos();
        one.answered(0);
        if (one.feeds(now)) {
          one.fed(now);
          fed = now;
        }
        assertTrue(now - fed < limit / 2, micros + " microseconds: " + (now - fed));
      }
    }
  }

  @Test
  void itIsNotFedMoreOftenThanItHasToBe() {
    int feeds = 0;
    for (int i = 0; i < 600; i++) {
      feeds += looks(0) ? 1 : 0;
    }
    assertTrue(feeds >= 28 && feeds <= 35, "ten minutes at sixty seconds: " + feeds);
  }

  @Test
  void oneAnswerIsWorthOneFeed() {
    assertTrue(looks(0));
    for (int i = 0; i < 200; i++) {
      assertFalse(looksInVain(), "fed without an answer");
    }
  }

  @Test
  void aDiskThatDoesNotAnswerEndsTheFeedingBetweenHalfTheTimeAndAllOfIt() {
    looks(0);
    long hungNanos = nowNanos;
    long fedNanos = nowNanos;
    for (int i = 0; i < 300; i++) {
      if (looks(nowNanos + watchdog.lookNanos() - hungNanos)) {
        fedNanos = nowNanos;
      }
    }
    assertTrue(fedNanos - hungNanos < LIMIT / 2, "fed for " + (fedNanos - hungNanos));
  }

  @Test
  void aSyncOfHalfTheTimeIsNoReasonToSayAnything() {
    looks(0);
    long hungNanos = nowNanos;
    while (nowNanos - hungNanos < LIMIT / 2 - watchdog.lookNanos()) {
      looks(nowNanos + watchdog.lookNanos() - hungNanos);
      assertEquals("", withheld());
    }
    looks(0);
    assertEquals("", withheld());
  }

  @Test
  void whyItIsNotFedIsToldOnceAndSoIsThatItIsAgain() {
    looks(0);
    String why = "";
    for (int i = 0; i < 45 && why.isEmpty(); i++) {
      looksInVain();
      why = withheld();
    }
    assertEquals(
        "not fed for 31 s of the 60 s it waits: the core has not taken its turn since; it stands at"
            + " Core.step; if this lasts, systemd ends the gateway and starts it anew",
        why);
    looksInVain();
    assertEquals("", withheld());
    watchdog.answered(0);
    assertTrue(watchdog.feeds(nowNanos));
    assertTrue(watchdog.fed(nowNanos));
    assertFalse(watchdog.fed(nowNanos), "it is told once");
  }

  @Test
  void theDiskIsNamedWhenItIsTheDisk() {
    looks(0);
    for (int i = 0; i < 31; i++) {
      looks(LIMIT / 2 + i);
    }
    assertTrue(withheld().contains(": the disk has not answered for 30 s; "));
  }

  @Test
  void withoutAWatchdogNothingIsFedAndNothingIsSaid() {
    Watchdog none = new Watchdog(0);
    none.answered(0);
    assertFalse(none.feeds(SECOND));
    assertEquals("", none.withheld(1_000 * SECOND, () -> "x"));
    assertEquals(SECOND, none.lookNanos());
  }
}
