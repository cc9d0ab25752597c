package io.tidegate.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.ChannelRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Readings that a rule holds back, through the whole core: told safe, counted, and no gap.
class HeldReadingsTest {
  private final Site site = new Site(true, 500 * Site.MILLI, HeldReadingsTest::ruled);

  private static Settings ruled(Settings s) {
    ChannelRule rule =
        new ChannelRule(
            -40,
            80,
            Double.NaN,
            ChannelRule.Calibration.NONE,
            new ChannelRule.Report(0.5, 0, 0, 0));
    return new Settings(
        s.gateway(),
        s.version(),
        s.topics(),
        s.payload(),
        s.ports(),
        Map.of("esp", new BoardRule("", false, 0, Map.of("t", rule), Set.of())),
        s.acceptUnknownBoards(),
        s.delivery(),
        s.store(),
        s.commands());
  }

  private void readings(long first, String... values) {
    for (int i = 0; i < values.length; i++) {
      site.reading(first + i, "{\"t\":" + values[i] + "}");
    }
  }

  /// What the broker got of readings: key and count.
  private List<String> published() {
    return site.uplink.published.stream()
        .filter(each -> each.contains("\"t\":"))
        .map(each -> each.replaceAll(".*SESSION1\\.(\\d+)\"(,\"tg_held\":(\\d+))?.*", "$1:$3"))
        .toList();
  }

  @Test
  void theyAreCountedAndToldBehindWhatIsSafe() {
    site.brokerUp(false);
    site.hello();
    readings(1, "20", "20.1", "20.2", "21");
    site.after(Site.MILLI);
    assertFalse(site.written.contains("0 ~1a SESSION1 3"), "1 is not safe yet");
    site.acknowledgeAll();
    assertTrue(site.written.contains("0 ~1a SESSION1 4"), () -> "" + site.written);
    assertEquals(List.of("1:", "4:2"), published());
    assertEquals(2, site.count(Counter.READINGS_HELD_BACK));
    assertEquals(2, site.count(Counter.READINGS));
    assertEquals(2, site.state().boards().getFirst().heldBack());
    assertEquals(0, site.count(Counter.READINGS_LOST_ON_BOARD));
  }

  @Test
  void theCountLivesThroughAStop() {
    site.hello();
    readings(1, "20", "20.1", "20.2", "20.3");
    site.sync();
    site.step(new Input.Stop());
    site.performAll();
    site.after(2 * Site.SECOND);
    assertTrue(site.core.stopped());
    site.crash();
    site.brokerUp(false);
    site.hears(0, "~1H esp AAAAAAAC SESSION1 5 6 64 256 fw 0 -");
    site.hears(0, "~1R SESSION1 5 5 0 {\"t\":20.3}");
    site.acknowledgeAll();
    site.after(Site.SECOND);
    site.acknowledgeAll();
    assertEquals(List.of("1:", "5:3"), published());
    assertEquals(0, site.count(Counter.READINGS_LOST_ON_BOARD));
  }

  /// The cursor that calls the marks exact is under way: whoever is told now that more is safe
  /// makes them wrong, and a start after a kill would call it lost. Simulation, kind disk, seed 22.
  @Test
  void nothingNewOfALinkBoardIsTakenOnceTheProcessIsToEnd() {
    site.brokerUp(false);
    site.hello();
    readings(1, "20");
    site.acknowledgeAll();
    site.step(new Input.Stop());
    site.written.clear();
    readings(2, "20.1", "20.2", "30");
    site.performAll();
    site.after(2 * Site.SECOND);
    assertEquals(
        List.of(),
        site.written.stream().filter(each -> each.matches("0 ~1a SESSION1 [234]")).toList());
    assertEquals(0, site.count(Counter.READINGS_HELD_BACK));
  }
}
