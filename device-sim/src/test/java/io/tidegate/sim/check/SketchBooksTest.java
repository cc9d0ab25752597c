package io.tidegate.sim.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.sim.check.DeliveryExpectation.Count;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SketchBooksTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String SESSION = "AAAAAAAB";

  private static final Set<String> SKETCHES = Set.of("cellar", "garden", "mute");

  private final Accounts accounts =
      new Accounts(List.of("plain", "cellar", "garden", "mute"), SKETCHES, 10 * SECOND);

  private void prints(long second, Frame frame) {
    String line = new String(FrameEncoder.encode(frame), StandardCharsets.US_ASCII).strip();
    accounts.see(new Seen.Line(second * SECOND, "cellar", line));
  }

  private static Frame.Hello hello(long base, long next) {
    return new Frame.Hello("esp-1", "AAAAAAAA", SESSION, base, next, 100, 60, "link/1", 0, "-");
  }

  private void delivered(long second, String key) {
    arrives(second, "/sensors/esp-1", "{\"device_id\":\"esp-1\",\"a0\":5,\"tg\":\"" + key + "\"}");
  }

  private void arrives(long second, String topic, String payload) {
    accounts.see(new Seen.Message(second * SECOND, topic, bytes(payload), false));
  }

  private void published(long second, String topic, String payload) {
    accounts.see(new Seen.Published(second * SECOND, "garden", topic, bytes(payload)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Outcome outcome(boolean named, Count count, String... boards) {
    return new DeliveryExpectation(accounts, List.of(boards), count, new Bounds(0, 0), named)
        .outcome(100 * SECOND, true);
  }

  @Test
  void onTheLinkAllBelowTheNextNumberWereMeasuredAndTheKeyIsTheirs() {
    prints(1, hello(1, 4));
    prints(2, new Frame.Reading(SESSION, 1, 1, 0, false, "{\"a0\":5}"));
    prints(6, new Frame.Reading(SESSION, 5, 1, 0, false, "{\"a0\":5}"));
    delivered(3, SESSION + ".1");
    delivered(4, SESSION + ".1");
    delivered(12, SESSION + ".3");
    delivered(13, SESSION + ".2");
    Account cellar = accounts.of("cellar");
    assertEquals(5, cellar.measured());
    assertEquals(3, cellar.arrived());
    assertEquals("4..5", cellar.missing(5));
    assertEquals(1, cellar.repeated());
    assertEquals(1, cellar.disordered());
    assertEquals(2, cellar.late());
    assertEquals(0, accounts.strangers());
    assertEquals("counted by the numbers of the link", accounts.how("cellar"));
  }

  @Test
  void whatArrivesBeyondTheLastReadableFrameWasMeasuredToo() {
    prints(1, hello(1, 1));
    prints(2, new Frame.Reading(SESSION, 1, 1, 0, false, "{}"));
    accounts.see(new Seen.Line(3 * SECOND, "cellar", "~1R AAAAAAAB 2 1 0 {}*00000000"));
    delivered(4, SESSION + ".1");
    delivered(5, SESSION + ".2");
    delivered(6, "AAAAAAAC.1");
    assertEquals(2, accounts.of("cellar").measured());
    assertEquals(0, accounts.of("cellar").lost());
  }

  @Test
  void aSecondSessionIsCountedBesideTheFirst() {
    prints(1, hello(1, 3));
    prints(9, new Frame.Hello("esp-1", "AAAAAAAD", "AAAAAAAZ", 1, 3, 100, 60, "link/1", 0, "-"));
    delivered(10, "AAAAAAAZ.1");
    delivered(10, "AAAAAAAZ.2");
    assertEquals("1..2", accounts.of("cellar").missing(5));
  }

  @Test
  void whatAConnectionTookArrivesOnceOrIsLost() {
    published(1, "/sensors/esp-2", "{\"device_id\":\"esp-2\",\"n\":1}");
    published(2, "/sensors/esp-2", "{\"device_id\":\"esp-2\",\"n\":2}");
    published(3, "garden/status", "online");
    published(4, "garden/status", "online");
    arrives(2, "/sensors/esp-2", "{\"device_id\":\"esp-2\",\"n\":1}");
    arrives(3, "garden/status", "online");
    arrives(20, "garden/status", "online");
    arrives(21, "garden/status", "online");
    arrives(22, "garden/status", "offline");
    Account garden = accounts.of("garden");
    assertEquals(4, garden.measured());
    assertEquals("2", garden.missing(5));
    assertEquals(1, garden.doubled());
    assertEquals(1, garden.late());
    assertEquals(0, accounts.strangers());
    assertEquals("counted by what it published", accounts.how("garden"));
  }

  @Test
  void whatIsPublishedWhenTheTimeIsOverIsNotCountedAndWhatIsUnderWayIs() {
    published(1, "garden/status", "online");
    published(2, "garden/data", "{\"n\":1}");
    accounts.close();
    published(3, "garden/status", "online");
    published(4, "garden/data", "{\"n\":2}");
    published(5, "garden/data", "{\"n\":3}");
    arrives(6, "garden/status", "online");
    arrives(6, "garden/status", "online");
    arrives(6, "garden/data", "{\"n\":1}");
    arrives(6, "garden/data", "{\"n\":2}");
    Account garden = accounts.of("garden");
    assertEquals(2, garden.measured());
    assertEquals(2, garden.arrived());
    assertEquals(0, garden.doubled());
    assertEquals(0, accounts.strangers());
  }

  @Test
  void ofASketchThatCannotBeCountedNothingIsMet() {
    assertTrue(outcome(true, Count.LOST, "mute").isMissed());
    assertTrue(outcome(true, Count.LOST, "plain", "mute").isMissed());
    assertTrue(outcome(false, Count.LOST, "mute").isMissed(), "there is no other");
    Outcome all = outcome(false, Count.LOST, "plain", "mute");
    assertFalse(all.isMissed());
    assertTrue(all.words().contains("mute not counted: a sketch"), all.words());
  }

  @Test
  void theReportSaysHowEachSketchWasCounted() {
    published(1, "t", "1");
    arrives(1, "t", "1");
    String report =
        String.join(
            "\n", Report.of("x", 1, SECOND, List.of(), accounts, List.of(), "again").lines());
    assertTrue(report.contains("garden: counted by what it published"), report);
    assertTrue(report.contains("mute: not counted: a sketch that"), report);
    assertTrue(report.matches("(?s).*\nmute +-\n.*"), report);
  }
}
