package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.FlatJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapingTest {
  private static final long SECOND = 1_000_000_000L;
  private static final double NONE = Double.NaN;

  private static FlatJson json(String text) {
    return assertInstanceOf(FlatJson.Parsed.class, FlatJson.parse(text, FlatJson.Mode.OBJECT))
        .json();
  }

  private static ChannelRule calibration(double scale, double offset, int decimals) {
    return new ChannelRule(
        NONE,
        NONE,
        NONE,
        new ChannelRule.Calibration(scale, offset, decimals),
        ChannelRule.Report.ALL);
  }

  private static ChannelRule report(double deadBand, long heartbeat, long minimum, long mean) {
    return new ChannelRule(
        NONE,
        NONE,
        NONE,
        ChannelRule.Calibration.NONE,
        new ChannelRule.Report(deadBand, heartbeat * SECOND, minimum * SECOND, mean * SECOND));
  }

  // --- calibration ---

  private static String calibrated(ChannelRule rule, String number) {
    String text = "{\"t\":" + number + "}";
    String done = new Shaping(Map.of("t", rule)).calibrated(json(text)).raw();
    json(done);
    return done.substring(5, done.length() - 1);
  }

  @Test
  void scalesThenAddsThenRounds() {
    assertEquals("72.5", calibrated(calibration(1.8, 32, -1), "22.50"));
    assertEquals("0.3", calibrated(calibration(0.1, 0.1, -1), "2"), "as people calculate");
    assertEquals("1023", calibrated(calibration(1, 0.5, 0), "1022.4"));
    assertEquals("-2.5", calibrated(calibration(-1, 0, 1), "2.46"));
    assertEquals("20.0", calibrated(calibration(1, 0, 1), "20"));
  }

  @Test
  void roundsHalvesAwayFrom0AndKnowsNoNegative0() {
    assertEquals("2.35", calibrated(calibration(1, 0, 2), "2.345"));
    assertEquals("-2.35", calibrated(calibration(1, 0, 2), "-2.345"));
    assertEquals("0.0", calibrated(calibration(1, 0, 1), "-0.04"));
    assertEquals("0", calibrated(calibration(2, 0, -1), "-0"));
  }

  @Test
  void writesNumbersAsAPersonWould() {
    ChannelRule twice = calibration(2, 0, -1);
    assertEquals("100", calibrated(twice, "50"));
    assertEquals("2000000", calibrated(twice, "1e6"));
    assertEquals("2E-7", calibrated(twice, "1E-7"));
    assertEquals("0.000002", calibrated(twice, "0.000001"));
    assertEquals("2E-300", calibrated(twice, "1e-300"));
    assertEquals("2E+300", calibrated(twice, "1e300"));
    assertEquals("1E+300", calibrated(calibration(1, 0, 3), "1e300"));
    assertEquals("0.000000012", calibrated(calibration(1, 0, 9), "1.2e-8"));
    assertEquals("0.00", calibrated(calibration(1, 0, 2), "1e-320"));
    assertEquals("1E+600", calibrated(calibration(1e300, 0, 2), "1e300"));
  }

  @Test
  void everyNumberStaysAShortOne() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      double scale = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number) && Double.isFinite(scale)) {
        int decimals = random.nextInt(-1, 10);
        String text = calibrated(calibration(scale, 1, decimals), Double.toString(number));
        assertTrue(text.length() <= 28, text);
      }
    }
  }

  @Test
  void onlyNumbersOfItsChannelsAreTouched() {
    Shaping shaping = new Shaping(Map.of("t", calibration(2, 0, -1)));
    String text = "{\"a\": 22.50, \"t\": \"err\", \"b\":{\"t\":1}}";
    assertSame(text, shaping.calibrated(json(text)).raw().equals(text) ? text : "changed");
    assertEquals("{\"t\":1e999}", shaping.calibrated(json("{\"t\":1e999}")).raw());
    assertEquals(
        "{\"a\":22.50,\"t\":42.2,\"s\":\"\\u00e9\"}",
        shaping.calibrated(json("{\"a\": 22.50, \"t\": 21.1, \"s\": \"\\u00e9\"}")).raw());
  }

  // --- what is new ---

  /// Feeds `seconds:json` and gives what went out.
  private static List<String> news(Shaping shaping, String... readings) {
    List<String> news = new ArrayList<>();
    for (String each : readings) {
      int colon = each.indexOf(':');
      FlatJson values = json(each.substring(colon + 1));
      long nanos = (long) (Double.parseDouble(each.substring(0, colon)) * SECOND);
      FlatJson out = shaping.news(values, nanos - 7_000 * SECOND);
      if (out != null) {
        news.add(each.substring(0, colon + 1) + out.raw());
      }
    }
    return news;
  }

  private static String t(double seconds, String value) {
    String time = seconds == (long) seconds ? "" + (long) seconds : "" + seconds;
    return time + ":{\"t\":" + value + "}";
  }

  @Test
  void aValueIsNewBeyondTheDeadBandOfTheLastOneSent() {
    assertEquals(
        List.of(t(0, "20.00"), t(3, "20.21"), t(5, "20.00")),
        news(
            new Shaping(Map.of("t", report(0.2, 0, 0, 0))),
            t(0, "20.00"),
            t(1, "20.10"),
            t(2, "20.20"),
            t(3, "20.21"),
            t(4, "20.01"),
            t(5, "20.00")));
  }

  @Test
  void aDifferenceOfJustTheDeadBandIsNotNewForAProcessorEither() {
    for (int tenths = -100; tenths < 100; tenths++) {
      Shaping shaping = new Shaping(Map.of("t", report(0.2, 0, 0, 0)));
      String from = java.math.BigDecimal.valueOf(tenths, 1).toPlainString();
      String to = java.math.BigDecimal.valueOf(tenths + 2, 1).toPlainString();
      assertEquals(1, news(shaping, t(0, from), t(1, to), t(2, from)).size(), from + " " + to);
    }
  }

  @Test
  void aDeadBandOf0HoldsBackWhatIsTheSame() {
    assertEquals(
        List.of(t(0, "5"), t(2, "5.01")),
        news(
            new Shaping(Map.of("t", report(0, 0, 0, 0))),
            t(0, "5"),
            t(1, "5.00"),
            t(2, "5.01"),
            t(3, "5.01")));
  }

  @Test
  void theHeartbeatComesWhenNothingChanges() {
    assertEquals(
        List.of(t(0, "5"), t(300, "5"), t(301, "9"), t(601, "9")),
        news(
            new Shaping(Map.of("t", report(1, 300, 0, 0))),
            t(0, "5"),
            t(299, "5"),
            t(300, "5"),
            t(301, "9"),
            t(600, "9"),
            t(601, "9")));
  }

  @Test
  void noNumberComesSoonerThanTheLeastInterval() {
    assertEquals(
        List.of(t(0, "1"), t(10, "4"), t(25, "4")),
        news(
            new Shaping(Map.of("t", report(NONE, 0, 10, 0))),
            t(0, "1"),
            t(9, "3"),
            t(10, "4"),
            t(19.9, "5"),
            t(25, "4"),
            t(26, "7")));
  }

  @Test
  void theLeastIntervalAndTheDeadBandBothHaveToAgree() {
    assertEquals(
        List.of(t(0, "1"), t(20, "4"), t(50, "4")),
        news(
            new Shaping(Map.of("t", report(1, 30, 10, 0))),
            t(0, "1"),
            t(9, "3"),
            t(12, "2"),
            t(20, "4"),
            t(49, "4"),
            t(50, "4")));
  }

  @Test
  void aSwitchIsNotDelayed() {
    assertEquals(
        List.of(t(0, "false"), t(1, "true"), t(1.5, "false"), t(12, "false")),
        news(
            new Shaping(Map.of("t", report(NONE, 0, 10, 0))),
            t(0, "false"),
            t(1, "true"),
            t(1.5, "false"),
            t(2, "false"),
            t(12, "false")));
    assertEquals(
        List.of(t(0, "\"on\""), t(100, "\"on\""), t(101, "null"), t(102, "5")),
        news(
            new Shaping(Map.of("t", report(0, 100, 10, 0))),
            t(0, "\"on\""),
            t(99, "\"on\""),
            t(100, "\"on\""),
            t(101, "null"),
            t(102, "5")));
  }

  @Test
  void oneValueInAWindowIsTheMeanOfAllSinceTheLast() {
    assertEquals(
        List.of(t(0, "20.0"), t(10, "23.00"), t(20, "30.00")),
        news(
            new Shaping(Map.of("t", report(NONE, 0, 0, 10))),
            t(0, "20.0"),
            t(4, "22.0"),
            t(8, "22.0"),
            t(10, "25.0"),
            t(14, "20.0"),
            t(20, "40.0"),
            t(29, "0.0")));
  }

  @Test
  void aMeanWithinTheDeadBandEndsItsWindowInSilence() {
    assertEquals(
        List.of(t(0, "20"), t(20, "32.0"), t(50, "30.5")),
        news(
            new Shaping(Map.of("t", report(2, 30, 0, 10))),
            t(0, "20"),
            t(5, "18"),
            t(10, "22"),
            t(15, "30"),
            t(20, "34"),
            t(30, "33"),
            t(40, "31"),
            t(45, "30"),
            t(50, "31")));
  }

  @Test
  void aMeanThatOtherChannelsSendEarlyIsThatOfWhatCame() {
    Shaping shaping = new Shaping(Map.of("t", report(1, 0, 0, 10), "on", report(0, 0, 0, 0)));
    assertEquals(
        List.of("0:{\"t\":20,\"on\":false}", "10:{\"t\":20.0,\"on\":true}"),
        news(
            shaping,
            "0:{\"t\":20,\"on\":false}",
            "5:{\"t\":19,\"on\":false}",
            "10:{\"t\":21,\"on\":true}"));
    assertEquals(List.of(), news(shaping, "20:{\"t\":20,\"on\":true}"));
    assertEquals(
        List.of("21:{\"t\":25,\"on\":false}"), news(shaping, "21:{\"t\":25,\"on\":false}"));
  }

  @Test
  void theMeanHasTheRulesDecimalsOrOneMoreThanTheBoards() {
    ChannelRule rule =
        new ChannelRule(
            NONE,
            NONE,
            NONE,
            new ChannelRule.Calibration(1, 0, 2),
            new ChannelRule.Report(NONE, 0, 0, SECOND));
    assertEquals(
        List.of(t(0, "1"), t(1, "2.67")),
        news(new Shaping(Map.of("t", rule)), t(0, "1"), t(0.3, "2"), t(0.6, "3"), t(1, "3")));
    Shaping small = new Shaping(Map.of("t", report(NONE, 0, 0, 1)));
    assertEquals(
        List.of(t(0, "1E-7"), t(1, "3E-7")),
        news(small, t(0, "1E-7"), t(0.5, "2E-7"), t(1, "4E-7")));
  }

  @Test
  void noNumberOfABoardIsTooMuch() {
    String[] numbers = {
      "1.7976931348623157e308",
      "-1.7976931348623157e308",
      "1e999",
      "-1e999",
      "1e-999",
      "-0",
      "1e99999999999",
      "1e-99999999999",
      "5e-324",
      "0." + "0".repeat(60) + "1",
      "12345678901234567890"
    };
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      double deadBand = round % 3 == 0 ? NONE : round % 3;
      Shaping shaping =
          new Shaping(
              Map.of(
                  "t",
                  new ChannelRule(
                      NONE,
                      NONE,
                      NONE,
                      new ChannelRule.Calibration(round % 2 == 0 ? 1 : -1e300, 1, round % 5 - 1),
                      new ChannelRule.Report(deadBand, 0, 0, 2 * SECOND))));
      for (int i = 0; i < 40; i++) {
        String number = numbers[random.nextInt(numbers.length)];
        FlatJson out = shaping.news(shaping.calibrated(json("{\"t\":" + number + "}")), i * SECOND);
        if (out != null) {
          json(out.raw());
        }
      }
      long sent = 0;
      for (int i = 40; i < 50; i++) {
        sent += news(shaping, t(7_000 + i, "" + 10 * i)).size();
      }
      assertTrue(sent >= 4, "round " + round + ": an odd number silenced the channel");
    }
  }

  @Test
  void timeThatGoesBackDelaysNothingThatIsNew() {
    assertEquals(
        List.of(t(5, "1"), t(4.9, "2"), t(5.1, "1")),
        news(
            new Shaping(Map.of("t", report(0, 0, 0, 0))),
            t(5, "1"),
            t(4.9, "2"),
            t(4.95, "2"),
            t(5.1, "1")));
    assertEquals(
        List.of(t(5, "1"), t(15, "4")),
        news(
            new Shaping(Map.of("t", report(0, 0, 10, 0))),
            t(5, "1"),
            t(4, "2"),
            t(1, "3"),
            t(15, "4")));
  }

  // --- a reading is one thing ---

  @Test
  void aReadingGoesOutWholeAsSoonAsOneOfItsChannelsIsNew() {
    Shaping shaping = new Shaping(Map.of("t", report(1, 0, 0, 0), "h", report(5, 0, 0, 0)));
    assertEquals(
        List.of(
            "0:{\"t\":20,\"h\":50,\"v\":1}",
            "2:{\"t\":20.5,\"h\":56,\"v\":3}",
            "4:{\"t\":21.6,\"h\":55,\"v\":5}"),
        news(
            shaping,
            "0:{\"t\":20,\"h\":50,\"v\":1}",
            "1:{\"t\":20.9,\"h\":54,\"v\":2}",
            "2:{\"t\":20.5,\"h\":56,\"v\":3}",
            "3:{\"t\":21.4,\"h\":52,\"v\":4}",
            "4:{\"t\":21.6,\"h\":55,\"v\":5}"));
  }

  @Test
  void aReadingWithoutARuledChannelGoesOutAsItIs() {
    Shaping shaping = new Shaping(Map.of("t", report(1, 0, 0, 0)));
    FlatJson other = json("{ \"v\" : 3 }");
    assertSame(other, shaping.news(other, 0));
    assertSame(other, shaping.news(other, 0));
    assertNull(twice(shaping, json("{\"t\":1}")));
    assertSame(other, shaping.news(other, 0));
  }

  private static FlatJson twice(Shaping shaping, FlatJson values) {
    shaping.news(values, 0);
    return shaping.news(values, 1);
  }
}
