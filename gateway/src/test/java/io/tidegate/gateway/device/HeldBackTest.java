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

/// Readings that rules hold back: numbered, counted, safe at once, and never called lost.
class HeldBackTest {
  private static final String S = "k3F9aQ_x";

  private final Conversation talk =
      on(Decoding.AUTO, new ChannelRule.Report(0.5, 0, 0, 0), ChannelRule.Calibration.NONE);

  private static Conversation on(
      Decoding decoding, ChannelRule.Report report, ChannelRule.Calibration calibration) {
    ChannelRule rule = new ChannelRule(Double.NaN, 60, Double.NaN, calibration, report);
    ChannelRule relay =
        new ChannelRule(Double.NaN, Double.NaN, Double.NaN, ChannelRule.Calibration.NONE, report);
    return Conversation.on(
        decoding,
        Map.of("esp", new BoardRule("", false, 0, Map.of("t", rule, "on", relay), Set.of())),
        true);
  }

  private void hello(long base, long next) {
    talk.hears("~1H esp AAAAAAAA %s %d %d 64 60 sketch/1 0 -".formatted(S, base, next));
  }

  private void reads(long seq, long base, String t) {
    talk.hears("~1R %s %d %d 0 {\"t\":%s}".formatted(S, seq, base, t));
  }

  /// What went out, as `number: held before`; what was held back becomes safe, as the core does it.
  private List<String> sent() {
    for (DeviceEffect.HeldBack held : talk.take(DeviceEffect.HeldBack.class)) {
      talk.safe(held.key().device(), held.key().session(), held.key().number());
    }
    return talk.take(DeviceEffect.Taken.class).stream()
        .map(taken -> taken.reading().key().number() + ": " + taken.reading().held())
        .toList();
  }

  @Test
  void whatGoesOutTellsHowManyOfItsSessionWereHeldBack() {
    hello(1, 9);
    String[] values = {"20.00", "20.10", "20.20", "21.00", "21.10", "61", "25"};
    for (int i = 0; i < values.length; i++) {
      reads(i + 1, 1, values[i]);
    }
    assertEquals(List.of("1: 0", "4: 2", "7: 3"), sent());
    assertEquals(1, talk.refused().size(), "61 is no reading that was held back");
    BoardPicture picture = talk.boards.describe("esp", talk.nowNanos);
    assertEquals(3, picture.heldBack());
    assertEquals(1, picture.refused());
    assertEquals(0, picture.lost());
    assertEquals("{\"t\":25}", picture.last());
  }

  @Test
  void aReadingThatIsHeldBackIsAcknowledgedBehindWhatIsSafe() {
    hello(1, 9);
    reads(1, 1, "20");
    reads(2, 1, "20");
    talk.forget();
    talk.safe("esp", S, 2);
    talk.wrote();
    talk.safe("esp", S, 1);
    talk.wrote("~1a " + S + " 2");
    assertTrue(talk.boards.takeChangedMarks().contains(new Mark("esp", S, 2, 1)));
    reads(2, 1, "20");
    assertEquals(List.of(), sent(), "a repeat is not judged again");
    assertEquals(1, talk.boards.describe("esp", talk.nowNanos).heldBack());
  }

  @Test
  void theMarkCountsWhatIsSafeOnly() {
    hello(1, 5);
    reads(1, 1, "20");
    reads(2, 1, "20");
    reads(3, 1, "30");
    reads(4, 1, "30");
    sent();
    assertEquals(List.of(new Mark("esp", S, 0, 0)), talk.boards.marks());
    talk.safe("esp", S, 1);
    assertEquals(List.of(new Mark("esp", S, 2, 1)), talk.boards.marks());
    assertFalse(talk.boards.marksExact(), "4 is settled behind 3");
    talk.safe("esp", S, 3);
    assertEquals(List.of(new Mark("esp", S, 4, 2)), talk.boards.marks());
    assertTrue(talk.boards.marksExact());
  }

  @Test
  void theCountGoesOnAfterARestart() {
    talk.boards.restore(List.of(new Mark("esp", S, 10, 7)), true);
    hello(11, 14);
    reads(11, 11, "20");
    reads(12, 11, "20");
    reads(13, 11, "25");
    assertEquals(List.of("11: 7", "13: 8"), sent());
    assertEquals(List.of(), talk.take(DeviceEffect.Gap.class));
  }

  @Test
  void nothingThatMayHaveBeenHeldBackBeforeACrashIsCalledLost() {
    talk.boards.restore(List.of(new Mark("esp", S, 10, 7)), false);
    hello(21, 23);
    reads(21, 21, "20");
    reads(22, 21, "30");
    assertEquals(List.of("21: 7", "22: 7"), sent());
    assertEquals(List.of(), talk.take(DeviceEffect.Gap.class));
    DeviceEffect.Unsure unsure = talk.take(DeviceEffect.Unsure.class).getFirst();
    assertEquals(new Key("esp", S, 20), unsure.key());
    assertEquals(10, unsure.atMost());
  }

  @Test
  void whatABoardKeptThroughAnOutageIsJudgedByWhenItWasMeasured() {
    Conversation late =
        on(
            Decoding.AUTO,
            new ChannelRule.Report(Double.NaN, 0, 10 * Conversation.SECOND, 0),
            ChannelRule.Calibration.NONE);
    late.hears("~1H esp AAAAAAAA %s 1 7 64 60 sketch/1 0 -".formatted(S));
    for (int seq = 1; seq <= 6; seq++) {
      int age = 4_000 * (7 - seq);
      late.hears("~1R %s %d 1 %d {\"t\":%d}".formatted(S, seq, age, seq));
    }
    late.took("esp " + S + ".1 {\"t\":1}", "esp " + S + ".4 {\"t\":4}");
  }

  @Test
  void limitsAreThoseOfTheCalibratedValue() {
    Conversation hot =
        on(Decoding.AUTO, new ChannelRule.Report(0, 0, 0, 0), new ChannelRule.Calibration(2, 1, 1));
    hot.hears("~1H esp AAAAAAAA %s 1 7 64 60 sketch/1 0 -".formatted(S));
    hot.hears("~1R %s 1 1 0 {\"t\":29.4}".formatted(S));
    hot.hears("~1R %s 2 1 0 {\"t\":29.6}".formatted(S));
    hot.hears("~1R %s 3 1 0 {\"t\":29.41}".formatted(S));
    assertEquals(List.of("OUT_OF_RANGE t is 60.2, above max 60.0"), hot.refused());
    hot.took("esp " + S + ".1 {\"t\":59.8}");
  }

  @Test
  void aSwitchMayHaveARuleAndAWordWhereALimitStandsIsRefused() {
    hello(1, 9);
    talk.hears("~1R %s 1 1 0 {\"on\":true}".formatted(S));
    talk.hears("~1R %s 2 1 0 {\"on\":true}".formatted(S));
    talk.hears("~1R %s 3 1 0 {\"on\":false}".formatted(S));
    talk.hears("~1R %s 4 1 0 {\"t\":true}".formatted(S));
    assertEquals(List.of("1: 0", "3: 1"), sent());
    assertEquals(List.of("UNUSABLE t is true, expected a number"), talk.refused());
  }

  @Test
  void plainReadingsAreNumberedAndCountedToo() {
    Conversation plain =
        on(Decoding.JSON, new ChannelRule.Report(0.5, 0, 0, 0), ChannelRule.Calibration.NONE);
    for (String t : List.of("20.0", "20.1", "nan", "20.2", "99", "22.50")) {
      plain.hears("{\"device_id\":\"esp\",\"t\":" + t + "}");
    }
    assertEquals(2, plain.take(DeviceEffect.HeldBack.class).size());
    Reading last = plain.take(DeviceEffect.Taken.class).getLast().reading();
    assertEquals(5, last.key().number(), "1 sent, 2 and 3 held back, 4 refused");
    assertEquals(2, last.held());
    assertTrue(last.values().raw().contains("22.50"));
    assertEquals(2, plain.boards.describe("esp", plain.nowNanos).heldBack());
  }
}
