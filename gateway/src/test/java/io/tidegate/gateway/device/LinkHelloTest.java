package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.spool.Mark;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// PROTOCOL.md section 4: hellos, channels, time; and what becomes of boards that move.
class LinkHelloTest {
  private static final String S = "k3F9aQ_x";

  private final Conversation talk = Conversation.on(Decoding.AUTO);

  /// Says hello and returns the session of the welcome.
  private String hello(int port, String nonce, String session, long base, long next) {
    talk.hears(
        port, "~1H esp %s %s %d %d 64 60 sketch/1 0 -".formatted(nonce, session, base, next));
    return talk.lines().stream()
        .filter(line -> line.contains("~1w " + nonce))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("");
  }

  private void reads(String session, long seq, long base) {
    talk.hears("~1R %s %d %d 0 {\"t\":%d}".formatted(session, seq, base, seq));
  }

  @Test
  void welcomesAProposedSessionUnchangedAlsoAnUnknownOne() {
    assertEquals(S, hello(0, "AAAAAAAA", S, 5, 9));
  }

  @Test
  void issuesASessionAndTheSameAgainForTheSameHello() {
    String first = hello(0, "AAAAAAAA", "-", 1, 1);
    assertEquals(8, first.length());
    assertEquals(first, hello(0, "AAAAAAAA", "-", 1, 2));
    reads(first, 1, 1);
    assertNotEquals(first, hello(0, "AAAAAAAA", "-", 1, 1));
  }

  @Test
  void issuesAnotherSessionForAnotherSeriesOfHellos() {
    String first = hello(0, "AAAAAAAA", "-", 1, 1);
    assertNotEquals(first, hello(0, "BBBBBBBB", "-", 1, 1));
  }

  @Test
  void sessionsThatNobodyUsedPushNoUsedOneOut() {
    hello(0, "AAAAAAAA", S, 1, 3);
    reads(S, 1, 1);
    talk.safe("esp", S, 1);
    for (int i = 0; i < 9; i++) {
      hello(0, "BBBBBBB" + i, "-", 1, 1);
    }
    assertEquals(List.of(new Mark("esp", S, 1)), talk.boards.marks());
  }

  @Test
  void tellsTheMarkBehindTheWelcome() {
    hello(0, "AAAAAAAA", S, 1, 3);
    reads(S, 1, 1);
    reads(S, 2, 1);
    talk.safe("esp", S, 1);
    talk.forget();
    talk.clock(1_764_000_000_000L, true);
    talk.hears("~1H esp BBBBBBBB %s 1 3 64 60 sketch/1 0 time".formatted(S));
    talk.wrote("~1w BBBBBBBB " + S, "~1a " + S + " 1", "~1t 1764000000000 s");
  }

  @Test
  void givesARolledBackBoardANewSessionAndRaisesAnAlarm() {
    hello(0, "AAAAAAAA", S, 1, 9);
    for (int seq = 1; seq <= 5; seq++) {
      reads(S, seq, 1);
    }
    String fresh = hello(0, "BBBBBBBB", S, 3, 5);
    assertNotEquals(S, fresh);
    assertEquals(List.of("board_rolled_back"), talk.alarms());
    assertEquals(fresh, hello(0, "BBBBBBBB", S, 3, 5), "the same hello gets the same answer");
    assertEquals(List.of(), talk.alarms());
    assertEquals(S, hello(0, "CCCCCCCC", S, 3, 6), "6 is beyond what was heard");
  }

  @Test
  void saysWhatAnEmptyMemoryMayHaveCost() {
    hello(0, "AAAAAAAA", S, 1, 9);
    reads(S, 1, 1);
    talk.after(7_000);
    hello(0, "BBBBBBBB", "-", 1, 1);
    DeviceEffect.Unsure unsure = talk.take(DeviceEffect.Unsure.class).getFirst();
    assertEquals(S, unsure.session());
    assertEquals(64, unsure.atMost());
    assertEquals(7_000, unsure.sinceMillis());
    hello(0, "CCCCCCCC", "-", 1, 1);
    assertEquals(List.of(), talk.take(DeviceEffect.Unsure.class), "said once");
  }

  @Test
  void refusesAnIdThatIsInUseOnAnotherPort() {
    hello(0, "AAAAAAAA", S, 1, 1);
    talk.hears(1, "~1H esp BBBBBBBB %s 1 1 64 60 sketch/1 0 -".formatted(S));
    talk.hears(1, "~1R %s 1 1 0 {\"t\":1}".formatted(S));
    talk.hears(1, "{\"t\":1}");
    talk.hears(1, "~1H esp BBBBBBBB %s 1 1 64 60 sketch/1 0 -".formatted(S));
    talk.wrote("1 ~1e id in use on another port", "1 ~1e id in use on another port");
    assertEquals(List.of("same_id"), talk.alarms());
    talk.took();
    reads(S, 1, 1);
    assertEquals(1, talk.readings().size(), "the first port goes on");
  }

  @Test
  void takesABoardOnAnotherPortOnceTheFirstIsDown() {
    hello(0, "AAAAAAAA", S, 1, 3);
    reads(S, 1, 1);
    talk.down(0);
    talk.forget();
    assertEquals(S, hello(1, "BBBBBBBB", S, 1, 3));
    talk.hears(1, "~1R %s 2 1 0 {\"t\":2}".formatted(S));
    talk.took("esp " + S + ".2 {\"t\":2}");
    talk.safe("esp", S, 1, 2);
    talk.wrote("1 ~1a " + S + " 2");
  }

  @Test
  void asksARefusedPortAgainWhenTheFirstGoesDown() {
    hello(0, "AAAAAAAA", S, 1, 3);
    hello(1, "BBBBBBBB", S, 1, 3);
    talk.forget();
    talk.down(0);
    talk.wrote("1 ~1?");
    assertEquals(S, hello(1, "CCCCCCCC", S, 1, 3));
  }

  @Test
  void saysWhenABoardComesAndGoes() {
    hello(0, "AAAAAAAA", S, 1, 3);
    hello(0, "BBBBBBBB", S, 1, 3);
    talk.down(0);
    List<Boolean> presence =
        talk.take(DeviceEffect.Presence.class).stream()
            .map(DeviceEffect.Presence::available)
            .toList();
    assertEquals(List.of(true, false), presence);
  }

  @Test
  void anotherBoardOnThePortTakesThePlaceOfTheFirst() {
    hello(0, "AAAAAAAA", S, 1, 3);
    talk.forget();
    talk.hears("~1H uno AAAAAAAA - 1 1 8 60 sketch/1 0 -");
    List<String> presence =
        talk.take(DeviceEffect.Presence.class).stream()
            .map(each -> each.device() + " " + each.available())
            .toList();
    assertEquals(List.of("esp false", "uno true"), presence);
  }

  @Test
  void asksThreeTimesForMissingChannelsAndTakesReadingsMeanwhile() {
    talk.hears("~1H esp AAAAAAAA %s 1 1 64 60 sketch/1 2 -".formatted(S));
    talk.hears("~1D AAAAAAAA 0 t gauge Cel 1 r");
    reads(S, 1, 1);
    assertEquals(1, talk.readings().size());
    talk.safe("esp", S, 1);
    talk.forget();
    talk.after(4_999);
    talk.wrote();
    talk.after(60_000);
    talk.wrote("~1?", "~1?", "~1?");
    assertEquals(List.of(), talk.take(DeviceEffect.Described.class));
  }

  @Test
  void describesABoardWhenItsLastChannelHasCome() {
    talk.hears("~1H esp AAAAAAAA %s 1 1 64 60 sketch/1 2 -".formatted(S));
    talk.hears("~1D AAAAAAAA 1 relay bool - - rw");
    talk.hears("~1D BBBBBBBB 0 stale gauge - - r");
    assertEquals(0, talk.take(DeviceEffect.Described.class).size());
    talk.hears("~1D AAAAAAAA 0 t gauge Cel 1 r");
    assertEquals(1, talk.take(DeviceEffect.Described.class).size());
    BoardPicture picture = talk.boards.describe("esp", talk.nowNanos);
    assertEquals("t", picture.channels().get(0).name());
    assertTrue(picture.channels().get(1).access().writable());
    talk.forget();
    talk.after(60_000);
    talk.wrote();
  }

  @Test
  void tellsTheTimeOnStepsAndEveryHourToThoseWhoWantIt() {
    talk.hears("~1H esp AAAAAAAA %s 1 1 64 60 sketch/1 0 time".formatted(S));
    talk.wrote("~1w AAAAAAAA " + S);
    talk.clock(1_000_000, false);
    talk.wrote("~1t 1000000 u");
    talk.after(10_000);
    talk.clock(1_010_900, false);
    talk.wrote();
    talk.clock(1_010_900, true);
    talk.wrote("~1t 1010900 s");
    talk.clock(2_000_000, true);
    talk.wrote("~1t 2000000 s");
    talk.after(3_600_000);
    talk.wrote("~1t 5600000 s");
  }

  @Test
  void answersAnotherVersionOnceASecond() {
    talk.hears("~2H future");
    talk.hears("~2H future");
    talk.wrote("~1e version 1 is spoken here");
  }

  @Test
  void ignoresBoardsTheConfigurationIgnores() {
    BoardRule ignore = new BoardRule("", true, 0, Map.of(), Set.of());
    Conversation deaf = Conversation.on(Decoding.AUTO, Map.of("esp", ignore), true);
    deaf.hears("~1H esp AAAAAAAA - 1 1 64 60 sketch/1 0 -");
    deaf.hears("~1R %s 1 1 0 {\"t\":1}".formatted(S));
    deaf.wrote();
    deaf.took();
    assertEquals(2, deaf.refused().size());
  }

  @Test
  void ignoresUnknownBoardsWhenTheyAreNotAccepted() {
    BoardRule known = new BoardRule("kitchen", false, 0, Map.of(), Set.of());
    Conversation strict = Conversation.on(Decoding.AUTO, Map.of("esp", known), false);
    strict.hears(0, "~1H esp AAAAAAAA %s 1 1 64 60 sketch/1 0 -".formatted(S));
    strict.hears(0, "~1R %s 1 1 0 {\"t\":1}".formatted(S));
    strict.hears(1, "~1H uno AAAAAAAA %s 1 1 64 60 sketch/1 0 -".formatted(S));
    strict.hears(2, "{\"device_id\":\"pico\",\"t\":1}");
    strict.took("kitchen " + S + ".1 {\"t\":1}");
    strict.wrote("~1w AAAAAAAA " + S);
  }

  @Test
  void goesOnExactlyAfterACleanStop() {
    talk.boards.restore(List.of(new Mark("esp", S, 10)), true);
    hello(0, "AAAAAAAA", S, 15, 17);
    reads(S, 15, 15);
    assertEquals(
        List.of(new DeviceEffect.Gap("esp", S, 11, 14)), talk.take(DeviceEffect.Gap.class));
    assertEquals(1, talk.readings().size());
  }

  @Test
  void believesTheBoardWhenItsOwnMarksMayBeOld() {
    talk.boards.restore(List.of(new Mark("esp", S, 10)), false);
    hello(0, "AAAAAAAA", S, 15, 17);
    reads(S, 15, 15);
    assertEquals(List.of(), talk.take(DeviceEffect.Gap.class));
    DeviceEffect.Unsure unsure = talk.take(DeviceEffect.Unsure.class).getFirst();
    assertEquals(4, unsure.atMost());
    talk.forget();
    talk.safe("esp", S, 15);
    talk.wrote();
    talk.safe("esp", S, unsure.key().number());
    talk.wrote("~1a " + S + " 15");
  }

  @Test
  void whatTheBoardHadMeasuredBeforeItsHelloMayHaveBeenHeardBeforeTheCrash() {
    talk.boards.restore(List.of(new Mark("esp", S, 10)), false);
    hello(0, "AAAAAAAA", S, 11, 17);
    reads(S, 11, 11);
    reads(S, 20, 18);
    assertEquals(5, talk.take(DeviceEffect.Unsure.class).getFirst().atMost());
    assertEquals(
        List.of(new DeviceEffect.Gap("esp", S, 17, 17)), talk.take(DeviceEffect.Gap.class));
  }

  @Test
  void marksAreNotExactWhileANumberBehindAnUnsafeOneIsSettled() {
    hello(0, "AAAAAAAA", S, 1, 3);
    reads(S, 1, 1);
    reads(S, 2, 1);
    talk.safe("esp", S, 2);
    assertFalse(talk.boards.marksExact());
    talk.safe("esp", S, 1);
    assertTrue(talk.boards.marksExact());
  }

  @Test
  void forgettingAMarkIsSafe() {
    hello(0, "AAAAAAAA", S, 1, 9);
    reads(S, 1, 1);
    talk.safe("esp", S, 1);
    Conversation restarted = Conversation.on(Decoding.AUTO);
    restarted.hears("~1R %s 2 2 0 {\"t\":2}".formatted(S));
    restarted.hears("~1H esp BBBBBBBB %s 2 9 64 60 sketch/1 0 -".formatted(S));
    restarted.hears("~1R %s 2 2 0 {\"t\":2}".formatted(S));
    restarted.took("esp " + S + ".2 {\"t\":2}");
    restarted.wrote("~1?", "~1w BBBBBBBB " + S);
  }

  @Test
  void keepsTheLastFourSessionsOfEachOf256Boards() {
    Sessions sessions = new Sessions();
    for (int device = 0; device < 300; device++) {
      for (int session = 0; session < 6; session++) {
        sessions.open("d" + device, "s" + session, 1);
      }
    }
    assertEquals(256 * 4, sessions.all().size());
    assertEquals(null, sessions.find("d43", "s5"));
    assertEquals(null, sessions.find("d44", "s1"));
    assertEquals("s2", sessions.find("d44", "s2").id);
  }
}
