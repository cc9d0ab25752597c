package io.tidegate.sim.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.check.MessageExpectation.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Bounds ONCE = Bounds.atLeast(1);
  private static final Content ANYTHING = new Content.Anything();

  private static Seen.Message message(long seconds, String topic, String payload) {
    return new Seen.Message(seconds * SECOND, topic, payload.getBytes(UTF_8), false);
  }

  private static Seen.Line line(long seconds, String board, String text) {
    return new Seen.Line(seconds * SECOND, board, text);
  }

  private static Span span(long from, long until) {
    return new Span(from * SECOND, until * SECOND);
  }

  private static void missed(String words, Outcome outcome) {
    assertEquals(new Outcome.Missed(words), outcome);
  }

  @Test
  void aTextIsMetAsSoonAsItIsPrintedByThatBoardInTime() {
    TextExpectation text = new TextExpectation("uno", Pattern.compile("ready"), ONCE, span(5, 10));
    assertEquals("uno prints /ready/ at least once from 5 s to 10 s", text.name());
    text.see(line(4, "uno", "ready"));
    text.see(line(6, "esp", "ready"));
    assertTrue(text.outcome(6 * SECOND, false).isPending());
    text.see(line(7, "uno", "now ready."));
    assertEquals(
        new Outcome.Met("came once; last line: now ready."), text.outcome(7 * SECOND, false));
  }

  @Test
  void aTextThatDoesNotComeIsMissedWhenItsTimeIsOver() {
    TextExpectation text = new TextExpectation("uno", Pattern.compile("ready"), ONCE, span(0, 10));
    assertTrue(text.outcome(10 * SECOND, false).isPending());
    missed("did not come, no line at all", text.outcome(11 * SECOND, false));
  }

  @Test
  void aTextThatMustNotComeIsMissedAtOnceAndMetAtTheEnd() {
    TextExpectation never =
        new TextExpectation("uno", Pattern.compile("panic"), Bounds.atMost(0), Span.ALWAYS);
    assertTrue(never.outcome(SECOND, false).isPending());
    assertTrue(never.outcome(SECOND, true) instanceof Outcome.Met);
    never.see(line(2, "uno", "panic"));
    missed("came once; last line: panic", never.outcome(2 * SECOND, false));
  }

  @Test
  void messagesAreCountedByTopicAndContent() {
    MessageExpectation warm =
        new MessageExpectation(
            "/sensors/+",
            new Content.Number(JsonPath.of("DHT11.Temperature"), new Bounds(10, 40)),
            false,
            Bounds.atLeast(2),
            Bounds.ANY,
            Span.ALWAYS);
    assertEquals("messages on /sensors/+ with DHT11.Temperature 10 to 40: at least 2", warm.name());
    warm.see(message(1, "/sensors/a", "{\"DHT11\":{\"Temperature\":21.5}}"));
    warm.see(message(2, "/sensors/a", "{\"DHT11\":{\"Temperature\":41}}"));
    warm.see(message(3, "/other/a", "{\"DHT11\":{\"Temperature\":21.5}}"));
    warm.see(message(4, "/sensors/a", "21.5"));
    assertTrue(warm.outcome(4 * SECOND, false).isPending());
    warm.see(message(5, "/sensors/b", "{\"DHT11\":{\"Temperature\":10}}"));
    assertEquals(
        new Outcome.Met("came 2, the last at 5 s; 2 others, the last: /sensors/a 21.5"),
        warm.outcome(5 * SECOND, false));
  }

  @Test
  void everyMessageHasToHoldItsContentWhenAllAreMeant() {
    MessageExpectation all =
        new MessageExpectation(
            "#",
            new Content.Value(JsonPath.of("state"), Pattern.compile("^o(n|ff)$")),
            true,
            ONCE,
            Bounds.ANY,
            Span.ALWAYS);
    all.see(message(1, "a", "{\"state\":\"on\"}"));
    assertTrue(all.outcome(SECOND, false).isPending(), "the next one may be another");
    assertTrue(all.outcome(SECOND, true) instanceof Outcome.Met);
    all.see(message(2, "a", "{\"state\":\"ofen\"}"));
    missed(
        "came 1, the last at 1 s; 1 others, the last: a {\"state\":\"ofen\"}",
        all.outcome(2 * SECOND, false));
  }

  @Test
  void aRateIsJudgedOverItsSpan() {
    MessageExpectation rate =
        new MessageExpectation(
            "a", ANYTHING, false, Bounds.ANY, new Bounds(0.9, 1.1), span(10, 20));
    for (int second = 0; second < 40; second++) {
      rate.see(message(second, "a", "x"));
    }
    assertEquals(
        new Outcome.Met("came 11, the last at 20 s, 1.1 a second"),
        rate.outcome(40 * SECOND, true));
    rate.see(message(20, "a", "x"));
    missed("came 12, the last at 20 s, 1.2 a second", rate.outcome(40 * SECOND, true));
  }

  @Test
  void silenceIsExpectedByAtMostNone() {
    MessageExpectation none =
        new MessageExpectation("a/#", ANYTHING, false, Bounds.atMost(0), Bounds.ANY, span(5, 9));
    none.see(message(4, "a", "x"));
    assertTrue(none.outcome(9 * SECOND, false).isPending());
    assertTrue(none.outcome(10 * SECOND, false) instanceof Outcome.Met);
    none.see(message(6, "a/b", "x"));
    missed("came 1, the last at 6 s", none.outcome(6 * SECOND, false));
  }

  @Test
  void aTopicWithAWildcardInsideALevelIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new MessageExpectation("a+/b", ANYTHING, false, ONCE, Bounds.ANY, Span.ALWAYS));
    assertTrue(refused.getMessage().endsWith("got \"a+/b\""), refused::getMessage);
  }

  @Test
  void aCounterIsJudgedAtTheEndAndItsAbsenceIsNoSuccess() {
    CounterExpectation none = new CounterExpectation("evicted", Bounds.atMost(0));
    missed("the gateway told no counters", none.outcome(0, true));
    none.see(new Seen.Counted(1, Map.of("stalls", 0L, "readings", 5L)));
    missed(
        "the gateway tells no counter of this name; told at 0 s: readings, stalls",
        none.outcome(1, true));
    none.see(new Seen.Counted(2, Map.of("evicted", 0L)));
    assertTrue(none.outcome(2, false).isPending());
    assertEquals(new Outcome.Met("it is 0, told at 0 s"), none.outcome(2, true));
    none.see(new Seen.Counted(3, Map.of("evicted", 3L)));
    missed("it is 3, told at 0 s", none.outcome(3, true));
  }

  @Test
  void linesComeWithoutTheirEndsAndWithEscapes() {
    List<String> lines = new ArrayList<>();
    Lines some = new Lines(lines::add);
    byte[] bytes = "a\r\nb\u001b[0m\r\n\n".getBytes(UTF_8);
    some.add(bytes, bytes.length);
    some.add("c".getBytes(UTF_8), 1);
    assertEquals(List.of("a", "b\\x1b[0m"), lines);
    some.end();
    assertEquals("c", lines.getLast());
    byte[] endless = "x".repeat(3 * Lines.LIMIT).getBytes(UTF_8);
    some.add(endless, endless.length);
    assertEquals(6, lines.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.b          | {\"a\":{\"b\":1}}                        | 1",
        "s[1].t       | {\"s\":[{\"t\":1}, {\"t\":2.50}]}        | 2.50",
        "s[0]         | {\"s\": [ \"],[\" , 3]}                | ],[",
        "s[1]         | {\"s\": [\"\\\"]\", 3]}                | 3",
        "s[1][0]      | {\"s\":[[1,2],[3,[4]],5]}             | 3",
        "s[2]         | {\"s\":[[1,2],[3,[4]],5]}             | 5",
        "[1].t        | [{\"t\":1}, {\"t\":true}]              | true",
        "s[1]         | {\"s\":[1]}                           |",
        "s[0]         | {\"s\":[]}                            |",
        "s[0]         | {\"s\":{\"0\":1}}                      |",
        "s[0]         | {\"s\":1}                             |",
        "s.t          | {\"s\":[{\"t\":1}]}                    |",
        "[0]          | [1],\"x\":2                           |",
        "[0]          | [1, nonsense]                        |",
        "a            | no JSON                              |",
      })
  void aPlaceLeadsThroughObjectsAndArrays(String path, String json, String value) {
    assertEquals(value, JsonPath.of(path).in(json).map(JsonPath::plain).orElse(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a..b", "a.", ".a", "a[", "a[x]", "a[-1]", "a[0]b", "a.[0]", "[]"})
  void whatIsNoPlaceIsRefusedWithAnExample(String path) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> JsonPath.of(path));
    assertTrue(
        refused.getMessage().endsWith("or sensors[0].t, got \"" + path + '"'), refused::getMessage);
  }

  @Test
  void boundsAndSpansAreTheRightWayRound() {
    assertThrows(IllegalArgumentException.class, () -> new Bounds(2, 1));
    assertThrows(IllegalArgumentException.class, () -> new Bounds(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> new Span(2, 1));
    assertEquals("exactly 3", new Bounds(3, 3).words());
    assertEquals(
        List.of("once", "never", "at most once", "at least 2 times", "2 to 3 times"),
        List.of(
            new Bounds(1, 1).times(),
            Bounds.atMost(0).times(),
            new Bounds(0, 1).times(),
            Bounds.atLeast(2).times(),
            new Bounds(2, 3).times()));
    assertEquals("119.5 s", Span.shortly(119_500_000_000L));
    assertEquals("20.9 min", Span.shortly(1_254_583_000_000L));
    assertEquals("24 h", Span.shortly(86_401_985_000_000L));
    assertEquals("49.7 d", Span.shortly(49_700L * 86_400 * 1_000_000));
  }
}
