package io.tidegate.gateway.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.Site.Watched;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A board's plug is pulled and put back while others speak.
@Tag("mosquitto")
final class UnplugTest {
  private static final long LIMIT_MILLIS = 60_000;
  private static final long PERIOD_NANOS = 10_000_000;

  @TempDir Path folder;

  @Test
  void aReturningBoardIsReadWithinASecondAndOthersLoseNothing() throws IOException {
    try (Site site = new Site(folder)) {
      Watched pulled = site.jsonBoard("pulled", PERIOD_NANOS);
      Watched calm = site.jsonBoard("calm", PERIOD_NANOS);
      Watched link = site.linkBoard("link", PERIOD_NANOS);
      site.start();
      site.awaitDrained(LIMIT_MILLIS);
      long[] tookMillis = new long[3];
      for (int round = 0; round < tookMillis.length; round++) {
        pulled.place.unplug();
        link.place.unplug();
        Eventually.pass(1_500);
        pulled.place.plug();
        link.place.plug();
        long before = pulled.measured.get();
        tookMillis[round] =
            Eventually.millisUntil(
                LIMIT_MILLIS,
                () -> site.accounts.lastDelivered(pulled.topic()) > before,
                () -> "nothing after replug: " + site.gateway.process().output());
        site.awaitDrained(LIMIT_MILLIS);
      }
      Arrays.sort(tookMillis);
      assertTrue(tookMillis[0] < 1_000, "each took longer: " + Arrays.toString(tookMillis));
      assertTrue(site.gateway.process().process().isAlive(), "no exit");
      long last = site.accounts.lastDelivered(calm.topic());
      assertEquals(
          List.of(),
          calm.taken(site.startedNanos, System.nanoTime()).stream()
              .filter(n -> n <= last && !site.accounts.isDelivered(calm.topic(), n))
              .toList());
      assertEquals(
          List.of(),
          site.accounts.missing(link.topic(), 1, site.accounts.lastDelivered(link.topic())),
          "the link board kept what nobody could take");
      assertEquals(List.of(), site.accounts.wrongs());
    }
  }

  @Test
  void aBoardThatIsAbsentAtTheStartIsPickedUpWhenItComes() throws IOException {
    try (Site site = new Site(folder)) {
      Watched late = site.linkBoard("late", PERIOD_NANOS);
      Watched there = site.jsonBoard("there", PERIOD_NANOS);
      late.place.unplug();
      site.start();
      String said = site.gateway.process().awaitLine("port-down late", LIMIT_MILLIS);
      assertTrue(said.contains("not there") && said.contains("waiting for it"), said);
      Eventually.await(
          LIMIT_MILLIS,
          () -> site.accounts.lastDelivered(there.topic()) > 0,
          () -> "the other port works: " + site.gateway.process().output());
      late.place.plug();
      long tookMillis =
          Eventually.millisUntil(
              LIMIT_MILLIS,
              () -> site.accounts.lastDelivered(late.topic()) > 0,
              () -> "not picked up: " + site.gateway.process().output());
      site.awaitDrained(LIMIT_MILLIS);
      assertEquals(
          List.of(),
          site.accounts.missing(late.topic(), 1, site.accounts.lastDelivered(late.topic())));
      System.out.println("picked up and delivered after " + tookMillis + " ms");
    }
  }
}
