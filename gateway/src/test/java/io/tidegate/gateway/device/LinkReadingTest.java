package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.spool.Mark;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// PROTOCOL.md section 4, "A reading": one conversation per row of its table.
class LinkReadingTest {
  private static final String S = "k3F9aQ_x";

  private final Conversation talk = Conversation.on(Decoding.AUTO);

  private void hello(long base, long next, int ring) {
    talk.hears("~1H esp AAAAAAAA %s %d %d %d 60 sketch/1 0 -".formatted(S, base, next, ring));
  }

  private void reads(long seq, long base) {
    talk.hears("~1R %s %d %d 5 {\"t\":%d.50}".formatted(S, seq, base, seq));
  }

  private static String taken(long seq) {
    return "esp %s.%d {\"t\":%d.50}".formatted(S, seq, seq);
  }

  @Test
  void asksAStrangerOnceASecondAndDropsItsReading() {
    reads(1, 1);
    reads(2, 1);
    talk.after(999);
    reads(3, 1);
    talk.wrote("~1?");
    talk.after(1);
    reads(4, 1);
    talk.wrote("~1?");
    talk.took();
    talk.took();
  }

  @Test
  void writesNothingBeforeAGoodFrame() {
    talk.hears("ets Jan  8 2013,rst cause:2, boot mode:(3,7)");
    talk.raw(0, "\n~1H esp AAAAAAAA - 1 1 64 60 sketch/1 0 -*00000000\n".getBytes());
    talk.after(60_000);
    talk.wrote();
  }

  @Test
  void asksAtOnceOnAPortSetToLink() {
    Conversation link =
        new Conversation(
            new BoardRules(
                List.of(new PortRule(0, "port0", Decoding.LINK, "", null)), Map.of(), true));
    link.up(0);
    link.wrote("~1?");
  }

  @Test
  void rebuildsTheMarkOfAnUnknownSessionFromBase() {
    hello(5, 7, 64);
    talk.forget();
    reads(5, 5);
    talk.took(taken(5));
    assertEquals(List.of("marks_rebuilt"), talk.notices());
    assertEquals(List.of(new Mark("esp", S, 4)), talk.boards.takeChangedMarks());
    talk.safe("esp", S, 5);
    talk.wrote("~1a " + S + " 5");
  }

  @Test
  void announcesAnExactRangeThatTheBoardNoLongerHas() {
    hello(1, 2, 64);
    reads(1, 1);
    reads(9, 6);
    assertEquals(List.of(new DeviceEffect.Gap("esp", S, 2, 5)), talk.take(DeviceEffect.Gap.class));
    talk.took(taken(1));
    talk.wrote("~1w AAAAAAAA " + S, "~1n " + S + " 6");
    reads(6, 6);
    talk.took(taken(6));
    // Safe: 1 and 6, but not the announcement; then the announcement too.
    talk.safe("esp", S, 1, 6);
    talk.wrote("~1a " + S + " 1");
    talk.safe("esp", S, 5);
    talk.wrote("~1a " + S + " 6");
  }

  @Test
  void callsNothingLostThatMayHaveBeenHeardBeforeTheSessionWasForgotten() {
    hello(3, 6, 64);
    reads(3, 3);
    reads(9, 9);
    DeviceEffect.Unsure unsure = talk.take(DeviceEffect.Unsure.class).getFirst();
    assertEquals(new Key("esp", S, 5), unsure.key());
    assertEquals(2, unsure.atMost(), "4 and 5 were there before the hello");
    assertEquals(List.of(new DeviceEffect.Gap("esp", S, 6, 8)), talk.take(DeviceEffect.Gap.class));
    talk.took(taken(3), taken(9));
    talk.safe("esp", S, 3, 9, 8);
    talk.wrote("~1w AAAAAAAA " + S, "~1a " + S + " 3");
    talk.safe("esp", S, 5);
    talk.wrote("~1a " + S + " 9");
  }

  @Test
  void answersARepeatOfASafeReadingWithItsMark() {
    hello(1, 3, 64);
    reads(1, 1);
    reads(2, 1);
    talk.safe("esp", S, 1, 2);
    talk.forget();
    reads(1, 1);
    talk.took();
    talk.wrote("~1a " + S + " 2");
  }

  @Test
  void holdsARepeatThatIsHeardButNotSafeAtMostEvery200Millis() {
    hello(1, 3, 64);
    reads(1, 1);
    reads(2, 1);
    talk.forget();
    reads(1, 1);
    reads(2, 1);
    talk.after(199);
    reads(1, 1);
    talk.wrote("~1h " + S + " 2 5");
    talk.after(1);
    reads(1, 1);
    talk.wrote("~1h " + S + " 2 5");
    talk.took();
  }

  @Test
  void acksTheBoardOnlyAfterItsReadingIsSafe() {
    hello(1, 4, 64);
    talk.forget();
    reads(1, 1);
    reads(2, 1);
    reads(3, 1);
    talk.took(taken(1), taken(2), taken(3));
    talk.wrote();
    talk.safe("esp", S, 2);
    talk.wrote();
    talk.safe("esp", S, 1);
    talk.wrote("~1a " + S + " 2");
    talk.safe("esp", S, 3);
    talk.wrote("~1a " + S + " 3");
  }

  @Test
  void acksAtMostOncePerStepAndSession() {
    hello(1, 9, 64);
    for (int seq = 1; seq <= 8; seq++) {
      reads(seq, 1);
    }
    talk.forget();
    talk.safe("esp", S, 1, 2, 3, 4, 5, 6, 7, 8);
    talk.wrote("~1a " + S + " 8");
  }

  @Test
  void asksForAHoleAtOnceAndThenAtMostEvery200Millis() {
    hello(1, 3, 64);
    reads(1, 1);
    talk.forget();
    reads(3, 1);
    reads(4, 1);
    talk.wrote("~1n " + S + " 2");
    talk.after(200);
    reads(5, 1);
    talk.wrote("~1n " + S + " 2");
    reads(2, 1);
    reads(4, 1);
    talk.wrote("~1n " + S + " 3");
    talk.took(taken(2));
  }

  @Test
  void countsANumberBelowItsBaseAsMalformedAndSaysSo() {
    hello(1, 3, 64);
    talk.forget();
    reads(4, 5);
    talk.hears("~1R %s 4294967295 1 0 {\"t\":1}".formatted(S));
    assertEquals(2, talk.take(DeviceEffect.Fault.class).size());
    talk.took();
    talk.wrote("~1e malformed a frame broke the rules");
  }

  @Test
  void asksForAHoldWhenReadingsWaitLongerThan300Millis() {
    hello(1, 3, 64);
    reads(1, 1);
    talk.forget();
    talk.after(299);
    talk.wrote();
    talk.after(1);
    talk.wrote("~1h " + S + " 1 5");
    talk.after(3_999);
    talk.wrote();
    talk.after(1);
    talk.wrote("~1h " + S + " 1 5");
    talk.safe("esp", S, 1);
    talk.forget();
    talk.after(100_000);
    talk.wrote();
  }

  @Test
  void asksForALongerHoldWhileTheDiskIsInTrouble() {
    hello(1, 3, 64);
    talk.boards.diskTrouble(true);
    reads(1, 1);
    talk.forget();
    talk.after(29_299);
    talk.wrote("~1h " + S + " 1 30");
    talk.after(1);
    talk.wrote("~1h " + S + " 1 30");
  }

  @Test
  void consumesAGoodFrameWithUnusableContent() {
    hello(1, 3, 64);
    talk.forget();
    talk.hears("~1R %s 1 1 0 {\"t\":nan}".formatted(S));
    talk.hears("~1R %s 2 1 0 not json".formatted(S));
    talk.took();
    List<DeviceEffect.Refused> refused = talk.take(DeviceEffect.Refused.class);
    assertEquals(2, refused.size());
    refused.forEach(each -> talk.boards.safe(each.key(), talk.nowNanos));
    talk.safe("esp", S);
    talk.wrote("~1a " + S + " 2");
  }

  @Test
  void refusesAWrongTypeByWhatTheBoardSaidOfItsChannel() {
    talk.hears("~1H esp AAAAAAAA %s 1 1 64 60 sketch/1 2 -".formatted(S));
    talk.hears("~1D AAAAAAAA 0 t gauge Cel 1 r");
    talk.hears("~1D AAAAAAAA 1 on bool - - rw");
    talk.hears("~1R %s 1 1 0 {\"t\":\"warm\"}".formatted(S));
    talk.hears("~1R %s 2 1 0 {\"t\":null,\"on\":true}".formatted(S));
    assertEquals(List.of("UNUSABLE t is \"warm\", expected a number"), talk.refused());
    talk.took("esp " + S + ".2 {\"t\":null,\"on\":true}");
  }

  @Test
  void refusedReadingsAreConsumedToo() {
    BoardRule rule = new BoardRule("", false, 0, Map.of("t", new ChannelRule(0, 50, 5)), Set.of());
    Conversation bound = Conversation.on(Decoding.AUTO, Map.of("esp", rule), true);
    bound.hears("~1H esp AAAAAAAA %s 1 1 64 60 sketch/1 0 -".formatted(S));
    bound.hears("~1R %s 1 1 0 {\"t\":85}".formatted(S));
    bound.hears("~1R %s 2 1 0 {\"t\":20}".formatted(S));
    bound.hears("~1R %s 3 1 0 {\"t\":40}".formatted(S));
    bound.took("esp " + S + ".2 {\"t\":20}");
    bound.forget();
    bound.safe("esp", S, 1, 2, 3);
    bound.wrote("~1a " + S + " 3");
    assertEquals(2, bound.boards.describe("esp", bound.nowNanos).refused());
  }

  @Test
  void feelsPressureWhenMoreThanHalfOfARingIsHeardAndNotSafe() {
    hello(1, 9, 4);
    reads(1, 1);
    reads(2, 1);
    assertFalse(talk.boards.ringPressure());
    reads(3, 1);
    assertTrue(talk.boards.ringPressure());
    talk.safe("esp", S, 1);
    assertFalse(talk.boards.ringPressure());
  }

  @Test
  void keepsTheAgeAndItsPlus() {
    hello(1, 3, 64);
    talk.hears("~1R %s 1 1 1040+ {\"t\":1}".formatted(S));
    Reading reading = talk.take(DeviceEffect.Taken.class).getFirst().reading();
    assertEquals(1_040, reading.ageMillis());
    assertTrue(reading.ageAtLeast());
  }
}
