package io.tidegate.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What the core does with what the spool has no room for: it is said as soon as there is.
class NoRoomTest {
  private static final int MEMORY_BYTES = 64 << 10;

  private final Site site = new Site(true, 500 * Site.MILLI, NoRoomTest::small);

  private static Settings small(Settings s) {
    Settings.Store usual = s.store();
    return new Settings(
        s.gateway(),
        s.version(),
        s.topics(),
        s.payload(),
        s.ports(),
        s.boards(),
        s.acceptUnknownBoards(),
        s.delivery(),
        new Settings.Store(
            usual.commitDelayNanos(),
            usual.commitBytes(),
            16 << 10,
            1 << 20,
            usual.maxAgeNanos(),
            usual.freeFloorBytes(),
            MEMORY_BYTES,
            usual.durable()),
        s.commands());
  }

  /// Lines of a plain board, until the spool, whose disk does not answer, takes no more.
  private void fillMemory() {
    long before = site.count(Counter.REFUSED_FULL);
    for (int n = 1; site.count(Counter.REFUSED_FULL) < before + 3; n++) {
      site.hears(1, "{\"x\":" + n + "}");
    }
  }

  private void fillMemoryWithEventsToo() {
    fillMemory();
    while (site.count(Counter.REFUSED_FULL) < 200) {
      site.hears(1, "{\"x\":nan}");
      site.hears(1, "{\"x\":1}");
    }
  }

  @Test
  void aRefusedCommandWithoutRoomForItsResultIsAnsweredWhenThereIsRoom() {
    site.brokerUp(true);
    fillMemoryWithEventsToo();
    site.arrives(7, true, Site.SET + "/relay", "{\"id\":\"a\",\"value\":\"on\"}");
    String mine = site.uplink.connection + "/7";
    site.after(5 * Site.SECOND);
    assertFalse(site.uplink.acknowledged.contains(mine), "its result is not safe");
    for (int i = 0; i < 50; i++) {
      site.sync();
      site.acknowledgeAll();
    }
    site.after(2 * Site.SECOND);
    site.sync();
    assertTrue(site.uplink.acknowledged.contains(mine), () -> "" + site.uplink.acknowledged);
    List<String> results =
        site.uplink.published.stream().filter(each -> each.contains("\"id\":\"a\"")).toList();
    assertEquals(1, results.size(), results::toString);
  }

  @Test
  void anOrderlyStopAnnouncesWhatWasKeptOut() {
    fillMemory();
    site.sync();
    fillMemory();
    site.performAll();
    site.step(new Input.Stop());
    site.performAll();
    site.after(2 * Site.SECOND);
    assertTrue(site.core.stopped());
    assertTrue(site.core.synced());
    site.crash();
    site.brokerUp(true);
    for (int i = 0; i < 50; i++) {
      site.sync();
      site.acknowledgeAll();
    }
    List<String> announced =
        site.uplink.published.stream().filter(each -> each.contains("memory_full")).toList();
    assertEquals(2, announced.size(), "the second came within a second of the first " + announced);
  }

  @Test
  void aStopThatCannotAnnounceItSaysSo() {
    fillMemoryWithEventsToo();
    site.step(new Input.Stop());
    site.after(5 * Site.SECOND);
    assertTrue(site.core.stopped());
    assertFalse(site.core.synced());
    String words = site.core.unsynced(site.nowNanos);
    assertTrue(words.matches("[1-9].* bytes of messages and [1-9].* announcements .*"), words);
  }
}
