package io.tidegate.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.device.BoardRule;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Boards whose readings are not taken, and boards with rules.
class LeftAloneTest {
  private static final BoardRule IGNORED = new BoardRule("", true, 0, Map.of(), Set.of());

  @Test
  void anIgnoredBoardIsAnnouncedOnceAndCountedEveryTime() {
    Bench bench = new Bench(Settings.Streams.DEFAULT, Map.of("x", IGNORED), true);
    for (int i = 0; i < 500; i++) {
      bench.line("{\"device_id\":\"x\",\"t\":" + i + "}");
    }
    assertEquals(1, bench.events().size(), bench.events().toString());
    assertTrue(bench.events().getFirst().contains("\"reason\":\"ignored_board\""));
    assertEquals(1, bench.refusalsInTheLog());
    assertEquals(500, bench.site.count(Counter.READINGS_REFUSED));
    assertEquals(0, bench.site.count(Counter.READINGS));
  }

  @Test
  void eachUnknownBoardIsAnnouncedAndNeverMoreThanTheLimit() {
    Bench bench = new Bench(Settings.Streams.DEFAULT, Map.of(), false);
    for (int i = 0; i < Announcements.STANDING_LIMIT + 50; i++) {
      bench.line("{\"device_id\":\"b" + i + "\",\"t\":1}");
    }
    assertEquals(Announcements.STANDING_LIMIT, bench.refusalsInTheLog());
    assertEquals(Announcements.STANDING_LIMIT + 50, bench.site.count(Counter.READINGS_REFUSED));
  }

  @Test
  void unusableReadingsAreAnnouncedEachTime() {
    Bench bench = new Bench(Settings.Streams.DEFAULT, Map.of(), true);
    bench.line("{\"device_id\":\"b\",\"t\":nan}");
    bench.line("{\"device_id\":\"b\",\"t\":nan}");
    assertEquals(2, bench.events().size());
  }

  @Test
  void acceptedCommandsThatAreRefusedInTheEndAreCountedAsRefused() {
    BoardRule rule = new BoardRule("", false, 0, Map.of(), Set.of("led"));
    Bench bench = new Bench(Settings.Streams.DEFAULT, Map.of("b", rule), true);
    bench.line("{\"device_id\":\"b\",\"t\":1}");
    bench.arrives("tidegate/g/board/b/set/led", "ON");
    assertEquals(1, bench.site.count(Counter.COMMANDS));
    assertEquals(1, bench.site.count(Counter.COMMANDS_REFUSED));
  }

  @Test
  void commandsOfABoardWhoseIdHadToBeMappedAreAllowedByItsRule() {
    BoardRule rule = new BoardRule("", false, 0, Map.of(), Set.of("led"));
    Bench bench = new Bench(Settings.Streams.DEFAULT, Map.of("a b", rule), true);
    bench.arrives("tidegate/g/board/a~20b/set/led", "ON");
    assertEquals(1, bench.site.count(Counter.COMMANDS));
    assertEquals(0, bench.site.count(Counter.COMMANDS_REFUSED));
  }
}
