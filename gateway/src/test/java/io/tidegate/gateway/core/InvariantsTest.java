package io.tidegate.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What the whole gateway stands for, one claim each, with the real spool behind a folder in
/// memory. The simulation asks the same of a thousand histories; here each claim can be read.
class InvariantsTest {
  private static final String READINGS = "/sensors/";
  private static final String EVENT = "tidegate/g/event";
  private static final String RESULT = "tidegate/g/board/esp/result";
  private static final String ACK_1 = "0 ~1a SESSION1 1";

  private final Site site = new Site();

  /// The board `esp` has told one reading, and the disk has it.
  private void oneSafeReading() {
    site.hello();
    site.reading(1, "{\"t\":1}");
    site.sync();
  }

  /// The broker is there, and so is the board `esp`.
  private void allIsThere() {
    site.brokerUp(false);
    site.hello();
  }

  /// The command `a1`: relay on.
  private void command(int messageId) {
    site.arrives(messageId, false, Site.SET + "/relay", "{\"id\":\"a1\",\"value\":\"on\"}");
  }

  /// The broker has all there is, and the cursor says so.
  private void allDeliveredAndWrittenDown() {
    site.brokerUp(false);
    site.acknowledgeAll();
    site.after(120 * Site.SECOND);
    site.sync();
  }

  @Test
  void tellsABoardThatItsReadingIsSafeOnlyAfterTheSync() {
    site.hello();
    site.reading(1, "{\"t\":21.5}");
    site.after(Site.SECOND);
    assertFalse(site.written.contains(ACK_1), site.written::toString);
    site.sync();
    assertTrue(site.written.contains(ACK_1), site.written::toString);
  }

  @Test
  void tellsABoardThatItsReadingIsSafeWhenTheBrokerHasItFirst() {
    allIsThere();
    site.reading(1, "{\"t\":21.5}");
    assertFalse(site.written.contains(ACK_1), site.written::toString);
    site.acknowledge(site.uplink.token("SESSION1.1"));
    assertTrue(site.written.contains(ACK_1), site.written::toString);
  }

  @Test
  void whatTheBrokerTookBeforeTheCommitNeverTouchesTheDisk() {
    site.brokerUp(false);
    site.acknowledgeAll();
    site.sync();
    site.after(5 * Site.SECOND);
    site.sync();
    site.hello();
    int before = site.folder.segments();
    long written = site.state().spool().writtenBytes();
    for (int number = 1; number <= 50; number++) {
      site.reading(number, "{\"t\":21.5}");
      site.acknowledgeAll();
    }
    site.sync();
    assertEquals(before, site.folder.segments());
    assertTrue(site.state().spool().writtenBytes() - written < 1_000, "bytes for 50 readings");
  }

  @Test
  void withoutADurableFolderOnlyTheBrokersWordMakesAReadingSafe() {
    Site site = new Site(false, 500 * Site.MILLI);
    site.hello();
    site.reading(1, "{\"t\":21.5}");
    site.sync();
    assertFalse(site.written.contains(ACK_1), site.written::toString);
    site.brokerUp(false);
    site.acknowledge(site.uplink.token("SESSION1.1"));
    assertTrue(site.written.contains(ACK_1), site.written::toString);
  }

  @Test
  void aFailedSyncMakesNothingSafeAndTheNextOneDoes() {
    site.hello();
    site.reading(1, "{\"t\":21.5}");
    site.failDisk();
    assertFalse(site.written.contains(ACK_1), site.written::toString);
    assertTrue(site.log.stream().anyMatch(line -> line.startsWith("ERROR disk-fault ")));
    site.after(60 * Site.SECOND);
    site.sync();
    assertTrue(site.written.contains(ACK_1), site.written::toString);
  }

  @Test
  void whatABoardWasToldIsSafeIsDeliveredAfterACrashUnderTheSameKey() {
    site.hello();
    site.reading(1, "{\"t\":21.50}");
    site.sync();
    assertTrue(site.written.contains(ACK_1), site.written::toString);
    site.crash();
    site.brokerUp(false);
    List<String> readings = site.uplink.on(READINGS);
    assertEquals(1, readings.size());
    assertTrue(readings.getFirst().contains("{\"t\":21.50,"), readings::toString);
    assertTrue(readings.getFirst().contains("\"tg\":\"SESSION1.1\""), readings::toString);
  }

  @Test
  void aCrashAtAnyMomentNeverPublishesAReleasedMessageForEver() {
    oneSafeReading();
    allDeliveredAndWrittenDown();
    site.crash();
    site.brokerUp(false);
    assertEquals(List.of(), site.uplink.on(READINGS));
  }

  @Test
  void aPlainBoardsNumbersBelongToTheRunSoNoKeyComesTwice() {
    site.hears(1, "{\"v\":1}");
    site.sync();
    site.crash();
    site.hears(1, "{\"v\":1}");
    site.brokerUp(false);
    List<String> tags =
        site.uplink.on(READINGS).stream()
            .map(each -> each.replaceAll(".*\"tg\":\"([^\"]*)\".*", "$1"))
            .toList();
    assertEquals(2, tags.size());
    assertEquals(2, tags.stream().distinct().count(), tags::toString);
  }

  @Test
  void aMarkSurvivesARestartSoARepeatIsAcknowledgedAndNotPublished() {
    oneSafeReading();
    allDeliveredAndWrittenDown();
    site.crash();
    site.hears(0, "~1H esp AAAAAAAC SESSION1 1 2 64 256 fw 0 -");
    site.written.clear();
    site.reading(1, "{\"t\":1}");
    site.brokerUp(false);
    assertTrue(site.written.contains(ACK_1), site.written::toString);
    assertEquals(List.of(), site.uplink.on(READINGS));
  }

  @Test
  void aReadingThatIsNoneIsConsumedAnnouncedAndAcknowledged() {
    site.hello();
    site.reading(1, "{\"t\":nan}");
    site.sync();
    assertTrue(site.written.contains(ACK_1), site.written::toString);
    site.brokerUp(false);
    assertEquals(List.of(), site.uplink.on(READINGS));
    assertTrue(site.uplink.on(EVENT).getFirst().contains("\"reason\":\"unusable\""));
  }

  @Test
  void aValueOutsideItsBoundsIsNotSentAndTheEventNamesIt() {
    site.hello();
    site.reading(1, "{\"t\":85.0}");
    site.brokerUp(false);
    assertEquals(List.of(), site.uplink.on(READINGS));
    String event = site.uplink.on(EVENT).getFirst();
    assertTrue(event.contains("\"key\":\"SESSION1.1\""), event);
    assertTrue(event.contains("t is 85.0, above max 80.0"), event);
  }

  @Test
  void aGapIsAnnouncedWithItsExactRangeBeforeTheBoardMayForgetIt() {
    oneSafeReading();
    site.written.clear();
    site.hears(0, "~1R SESSION1 5 5 0 {\"t\":5}");
    assertFalse(site.written.contains("0 ~1a SESSION1 5"), site.written::toString);
    site.sync();
    assertTrue(site.written.contains("0 ~1a SESSION1 5"), site.written::toString);
    site.brokerUp(false);
    String event = site.uplink.on(EVENT).getFirst();
    assertTrue(event.contains("\"first\":2,\"last\":4,\"count\":3"), event);
  }

  @Test
  void aCommandIsAcknowledgedToTheBrokerAndSentToTheBoardOnlyAfterItsIntentIsSynced() {
    allIsThere();
    command(9);
    assertEquals(List.of(), site.uplink.acknowledged);
    assertEquals(List.of(), commands());
    site.sync();
    assertEquals(List.of(site.uplink.connection + "/9"), site.uplink.acknowledged);
    assertEquals(1, commands().size());
    String number = commands().getFirst().split(" ")[3];
    site.hears(0, "~1S SESSION1 " + number + " ok done");
    String result = site.uplink.on(RESULT).getFirst();
    assertTrue(result.contains("\"id\":\"a1\",\"channel\":\"relay\",\"result\":\"ok\""), result);
  }

  @Test
  void aCommandWithoutAResultAtACrashIsUnknownAndNeverSentAgain() {
    allIsThere();
    command(9);
    site.sync();
    assertEquals(1, commands().size());
    site.crash();
    site.hello();
    site.brokerUp(true);
    assertTrue(site.uplink.on(RESULT).getFirst().contains("\"result\":\"unknown\""));
    assertEquals(List.of(), commands());
    command(9);
    site.sync();
    assertEquals(List.of(), commands());
  }

  @Test
  void aCommandThatComesTwiceIsDoneOnce() {
    allIsThere();
    command(9);
    site.sync();
    command(10);
    site.sync();
    assertEquals(1, commands().size());
    assertTrue(site.uplink.acknowledged.contains(site.uplink.connection + "/10"));
  }

  @Test
  void aCommandThatWouldOutliveItsIdIsRefusedSoThatNoRepeatOfItIsDoneTwice() {
    allIsThere();
    long far = Site.WALL_MILLIS / 1_000 + 2 * 3_600;
    String command = "{\"id\":\"a1\",\"value\":\"on\",\"expires\":" + far + "}";
    site.arrives(9, false, Site.SET + "/relay", command);
    site.sync();
    assertEquals(List.of(), commands());
    String result = site.uplink.on(RESULT).getFirst();
    assertTrue(result.contains("\"result\":\"refused\""), result);
    assertTrue(result.contains("commands.max_ttl"), result);
  }

  @Test
  void aRepeatThatComesBeforeTheIntentIsSyncedIsNotAcknowledgedBeforeEither() {
    allIsThere();
    command(9);
    site.brokerDown(DisconnectCause.LOST);
    site.after(20 * Site.SECOND / 10);
    site.step(new Input.BrokerUp(site.uplink.connection, true, "tcp://broker:1883"));
    command(1);
    assertEquals(List.of(), site.uplink.acknowledged);
    site.sync();
    assertEquals(List.of(site.uplink.connection + "/1"), site.uplink.acknowledged);
    assertEquals(1, commands().size());
  }

  @Test
  void aCommandThatHadExpiredBeforeItCameIsToldSo() {
    allIsThere();
    long past = Site.WALL_MILLIS / 1_000 - 60;
    site.arrives(
        9, false, Site.SET + "/relay", "{\"id\":\"a1\",\"value\":\"on\",\"expires\":" + past + "}");
    site.sync();
    assertEquals(List.of(), commands());
    String result = site.uplink.on(RESULT).getFirst();
    assertTrue(result.contains("\"result\":\"expired\""), result);
    assertTrue(result.contains("it had expired when it came"), result);
  }

  @Test
  void aRetainedCommandIsRefusedInWords() {
    allIsThere();
    site.arrives(9, true, Site.SET + "/relay", "on");
    site.sync();
    assertEquals(List.of(), commands());
    assertTrue(site.uplink.on(RESULT).getFirst().contains("\"result\":\"refused\""));
  }

  @Test
  void aMessageTheBrokerAlwaysClosesOverIsSetAsideAndTheRestGoesOn() {
    site.hello();
    for (int number = 1; number <= 3; number++) {
      site.reading(number, "{\"t\":" + number + "}");
    }
    for (int round = 0; round < 20 && site.folder.quarantine.isEmpty(); round++) {
      site.brokerUp(true);
      while (site.uplink.unacknowledged.keySet().stream().anyMatch(token -> token < 0)) {
        site.acknowledge(site.uplink.unacknowledged.keySet().stream().min(Long::compare).get());
        site.uplink.unacknowledged.keySet().removeIf(token -> token < 0);
      }
      for (long token : List.copyOf(site.uplink.unacknowledged.keySet())) {
        if (site.uplink.unacknowledged.get(token).contains("SESSION1.2\"")) {
          break;
        }
        site.acknowledge(token);
      }
      site.brokerDown(DisconnectCause.LOST);
      site.sync();
    }
    assertEquals(1, site.folder.quarantine.size());
    site.brokerUp(true);
    assertTrue(site.uplink.on(READINGS).getFirst().contains("SESSION1.3"));
    assertTrue(site.uplink.on(EVENT).stream().anyMatch(each -> each.contains("set_aside")));
  }

  @Test
  void aBrokerThatNeitherAnswersNorClosesIsGivenUp() {
    allIsThere();
    site.reading(1, "{\"t\":1}");
    site.after(21 * Site.SECOND);
    assertEquals(List.of(Long.toString(site.uplink.connection)), site.uplink.closed);
  }

  @Test
  void everyConnectionSeesTheStateOfNow() {
    site.hello();
    site.brokerUp(false);
    assertEquals(List.of("tidegate/g/status online retained"), site.uplink.on("tidegate/g/status"));
    assertEquals(
        List.of("tidegate/g/board/esp/status online retained"),
        site.uplink.on("tidegate/g/board/esp/status"));
    site.step(new Input.PortDown(0, "unplugged"));
    site.brokerDown(DisconnectCause.LOST);
    site.brokerUp(true);
    assertEquals(
        List.of("tidegate/g/board/esp/status offline retained"),
        site.uplink.on("tidegate/g/board/esp/status"));
  }

  @Test
  void troubleOnOnePortIsNoneOfTheOthers() {
    site.brokerUp(false);
    site.hears(0, "\u0000\u0001~1R ~1H ~1");
    site.step(new Input.PortBytes(0, new byte[20_000]));
    site.step(new Input.PortDown(0, "unplugged"));
    site.hears(1, "{\"v\":1}");
    assertEquals(1, site.uplink.on(READINGS).size());
  }

  @Test
  void aStopSaysOfflineAfterEverythingIsSynced() {
    site.brokerUp(false);
    site.acknowledgeAll();
    site.hello();
    site.reading(1, "{\"t\":1}");
    site.step(new Input.Stop());
    site.performAll();
    assertTrue(
        site.uplink.published.contains("tidegate/g/status offline retained"),
        site.uplink.published::toString);
    site.acknowledgeAll();
    site.performAll();
    site.after(Site.SECOND);
    assertTrue(site.core.stopped());
    assertTrue(site.core.synced());
  }

  @Test
  void aStopWithAStuckDiskEndsInTimeAndSaysThatNotAllIsSynced() {
    site.hello();
    site.reading(1, "{\"t\":1}");
    site.step(new Input.Stop());
    site.after(5 * Site.SECOND);
    assertTrue(site.core.stopped());
    assertFalse(site.core.synced());
  }

  /// Commands the board got, each number once: a frame without an answer is repeated.
  private List<String> commands() {
    return site.written.stream()
        .filter(line -> line.startsWith("0 ~1c"))
        .map(line -> line.replaceAll("^(0 ~1c \\S+ \\d+) .*", "$1"))
        .distinct()
        .toList();
  }
}
