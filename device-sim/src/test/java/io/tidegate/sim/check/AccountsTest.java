package io.tidegate.sim.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.check.DeliveryExpectation.Count;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class AccountsTest {
  private static final long SECOND = 1_000_000_000L;

  private final Accounts accounts = new Accounts(List.of("a", "b"), 10 * SECOND);

  private void measured(String board, long... numbers) {
    for (long number : numbers) {
      accounts.see(new Seen.Measured(number * SECOND, board, number));
    }
  }

  private void message(long seconds, String topic, String payload) {
    accounts.see(new Seen.Message(seconds * SECOND, topic, payload.getBytes(UTF_8), false));
  }

  private Outcome over(Count count, Bounds bounds, String... boards) {
    return new DeliveryExpectation(accounts, List.of(boards), count, bounds)
        .outcome(100 * SECOND, true);
  }

  @Test
  void whatArrivesIsFoundByItsDeviceOrItsTopic() {
    measured("a", 1, 2);
    measured("b", 1);
    message(3, "x/other", "{\"device_id\":\"a\",\"n\":1}");
    message(3, "x/a/y", "{\"n\":2}");
    message(3, "x/b", "{\"device_id\":\"c\",\"n\":1}");
    message(3, "x/b", "no object");
    message(3, "x/b", "{\"state\":\"on\"}");
    assertEquals(2, accounts.of("a").arrived());
    assertEquals(0, accounts.of("b").arrived());
    assertEquals(1, accounts.strangers());
    assertEquals(
        new Outcome.Missed("a 0 of 2 measured; b 1 of 1 measured (n = 1)"),
        over(Count.LOST, Bounds.atMost(0), "a", "b"));
  }

  @Test
  void aRepeatUnderItsKeyIsNoDoubleAndOneUnderAnotherKeyIs() {
    measured("a", 1, 2);
    message(3, "a", "{\"n\":1,\"tg\":\"a/s/1\"}");
    message(4, "a", "{\"n\":1,\"tg\":\"a/s/1\"}");
    message(5, "a", "{\"n\":1,\"tg\":\"a/t/1\"}");
    message(6, "a", "{\"n\":2}");
    message(7, "a", "{\"n\":2}");
    assertEquals(1, accounts.of("a").repeated());
    assertEquals(2, accounts.of("a").doubled());
    assertEquals(
        new Outcome.Missed("a 2 of 2 measured"), over(Count.DOUBLED, Bounds.atMost(0), "a"));
  }

  @Test
  void orderIsThatOfFirstArrivals() {
    measured("a", 1, 2, 3);
    message(4, "a", "{\"n\":2,\"tg\":\"2\"}");
    message(4, "a", "{\"n\":1,\"tg\":\"1\"}");
    message(4, "a", "{\"n\":3,\"tg\":\"3\"}");
    message(4, "a", "{\"n\":1,\"tg\":\"1\"}");
    assertEquals(1, accounts.of("a").disordered());
  }

  @Test
  void whatTakesLongIsLateAndARetainedMessageIsNoArrival() {
    measured("a", 1, 2);
    message(11, "a", "{\"n\":1}");
    message(13, "a", "{\"n\":2}");
    assertEquals(1, accounts.of("a").late());
    assertEquals(11 * SECOND, accounts.of("a").slowestNanos());
    accounts.see(new Seen.Message(0, "a", "{\"n\":2}".getBytes(UTF_8), true));
    assertEquals(0, accounts.of("a").doubled());
  }

  @Test
  void aNumberThatWasNeverGivenIsStrange() {
    measured("a", 1);
    message(2, "a", "{\"n\":7}");
    message(2, "a", "{\"n\":-1}");
    message(2, "a", "{\"n\":1e30}");
    assertEquals(3, accounts.of("a").strange());
    assertEquals(0, accounts.of("a").arrived());
    assertEquals(
        new Outcome.Missed("a 3 of 1 measured"), over(Count.STRANGE, Bounds.atMost(0), "a"));
    Report report = Report.of("t", 1, SECOND, List.of(), accounts, List.of(), "x");
    assertTrue(
        report.lines().contains("a: messages with a number it never gave: 3"),
        report.lines()::toString);
  }

  @Test
  void missingNumbersAreNamedAsRanges() {
    measured("a", 1, 2, 3, 4, 5, 7, 9, 10);
    message(11, "a", "{\"n\":2}");
    assertEquals("1, 3..5, ...", accounts.of("a").missing(2));
  }

  @Test
  void aDeliveryIsPendingUntilTheRunIsOver() {
    measured("a", 1);
    DeliveryExpectation lost =
        new DeliveryExpectation(accounts, List.of("a"), Count.LOST, Bounds.atMost(0));
    assertTrue(lost.outcome(SECOND, false).isPending());
    assertTrue(lost.outcome(SECOND, true).isMissed());
    message(2, "a", "{\"n\":1}");
    assertFalse(lost.outcome(2 * SECOND, true).isMissed());
  }

  private Report report(String... troubles) {
    measured("a", 1, 2);
    message(3, "a", "{\"n\":1}");
    List<Expectation> expectations =
        List.of(
            new DeliveryExpectation(accounts, List.of("a"), Count.LOST, Bounds.atMost(0)),
            new DeliveryExpectation(accounts, List.of("a"), Count.ARRIVED, Bounds.atLeast(1)));
    return Report.of(
        "a test <1>", 7, 12_500_000_000L, expectations, accounts, List.of(troubles), "again");
  }

  @Test
  void theReportShowsEveryCountAndEndsWithHowItWent() {
    assertEquals(
        """
        a test <1>: seed 7, 12.5 s
        board                measured  arrived   lost repeated doubled  late    slowest
        a                           2        1      1        0       0     0        2 s
        b                           0        0      0        0       0     0        0 s
        all                         2        1      1        0       0     0        2 s
        MISSED  a: lost at most 0
                a 1 of 2 measured (n = 2)
        met     a: arrived at least 1
                a 1 of 2 measured
        run again: again
        FAILED: 1 of 2 expectations met
        """,
        String.join("\n", report().lines()) + "\n");
  }

  @Test
  void whatNobodyListenedForIsNotCalledLost() {
    List<String> lines = report().unheard().counts();
    assertEquals(
        List.of(
            "a test <1>: seed 7, 12.5 s",
            "board                measured",
            "a                           2",
            "b                           0"),
        lines);
  }

  @Test
  void ofManyBoardsTheSumIsToldAndThoseThatMissIt() {
    List<String> names = List.of("a", "b", "c", "d", "e", "f");
    Accounts many = new Accounts(names, SECOND);
    for (String name : names) {
      many.see(new Seen.Measured(0, name, 1));
    }
    many.see(new Seen.Message(0, "f", "{\"n\":1}".getBytes(UTF_8), false));
    DeliveryExpectation lost = new DeliveryExpectation(many, names, Count.LOST, Bounds.atMost(0));
    assertEquals("a, b, c and 3 more: lost at most 0", lost.name());
    assertEquals(
        new Outcome.Missed(
            "in all 5 of 6 measured; a 1 of 1 measured (n = 1); b 1 of 1 measured (n = 1);"
                + " c 1 of 1 measured (n = 1); and 2 boards more"),
        lost.outcome(SECOND, true));
    DeliveryExpectation arrived =
        new DeliveryExpectation(many, names, Count.ARRIVED, Bounds.atLeast(0));
    assertEquals(new Outcome.Met("in all 1 of 6 measured"), arrived.outcome(SECOND, true));
  }

  @Test
  void aTroubleFailsARunWhoseExpectationsAreMet() {
    Report report =
        Report.of("t", 1, SECOND, List.of(), accounts, List.of("the broker is not there"), "x");
    assertFalse(report.passed());
    assertEquals("FAILED: 0 of 0 expectations met, troubles: 1", report.lines().getLast());
  }

  @Test
  void theXmlHasACaseForEachExpectationAndEachTrouble() throws Exception {
    StringWriter text = new StringWriter();
    JUnitXml.write(report("the broker \u0007 went"), text);
    Element suite = parse(text.toString());
    assertEquals("a test <1>", suite.getAttribute("name"));
    assertEquals("3", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("errors"));
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertEquals("a 1 of 2 measured (n = 2)", failure.getAttribute("message"));
    Element error = (Element) suite.getElementsByTagName("error").item(0);
    assertEquals("the broker ? went", error.getAttribute("message"));
    assertEquals(3, suite.getElementsByTagName("testcase").getLength());
  }

  private static Element parse(String xml) throws Exception {
    try (StringReader reader = new StringReader(xml)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(reader))
          .getDocumentElement();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
