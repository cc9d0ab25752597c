package io.tidegate.sim.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Reception;
import io.tidegate.sim.proxy.NetFault;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Both sketches against the same faults, in virtual time.
class SketchTest {
  private static final int HOUR = 3_600;
  private final Desk desk = new Desk(1);

  @Test
  void theTaughtSketchPublishesEveryFiveSecondsAndHearsItself() {
    Desk.Place board = desk.taught(Desk.taught());
    desk.runFor(60);
    assertTrue(
        desk.count("/sensors/temperature {\"temp\": 22.50}") >= 10, desk.published::toString);
    assertTrue(board.printed("Message on /sensors/temperature: {\"temp\": 22.50}") >= 9);
    assertTrue(board.printed().contains("\r\nConnecting to garden\r\n.."), board.printed());
    assertEquals(1, board.printed("MQTT connected"));
  }

  @Test
  void theRightSketchNumbersWhatItMeasuresAndSaysThatItIsThere() {
    Desk.Place board = desk.right(Desk.named("esp-1"));
    desk.runFor(60);
    assertEquals("online", desk.broker.retained("devices/esp-1/status"));
    assertTrue(desk.count("/sensors/esp-1 {\"device_id\":\"esp-1\",\"n\":3,") == 1);
    desk.broker.publish("devices/esp-1/set", "relay on", false);
    desk.runFor(1);
    assertEquals(1, board.printed("command relay on"));
  }

  @Test
  void theTaughtSketchIsDeafAfterAnOutageAndTheRightOneIsNot() {
    Desk.Place taught = desk.taught(Desk.taught().withTopics("a", "set/#"));
    Desk.Place right = desk.right(Desk.named("esp-2").withTopics("b", "set/#"));
    desk.runFor(30);
    desk.broker.cut();
    desk.runFor(120);
    desk.published.clear();
    desk.broker.publish("set/x", "now", false);
    desk.runFor(30);
    assertTrue(desk.count(" a ") >= 5 && desk.count(" b ") >= 5, desk.published::toString);
    assertEquals(0, taught.printed("Message on set/x"));
    assertEquals(1, right.printed("command now"));
  }

  @Test
  void twoWithTheSameClientIdThrowEachOtherOutAndSoonHearNothing() {
    Desk.Place one = desk.taught(Desk.taught());
    Desk.Place two = desk.taught(Desk.taught());
    desk.runFor(60);
    long heard = one.printed("Message on") + two.printed("Message on");
    desk.runFor(600);
    assertTrue(desk.count("temp") > 200, "each connects anew before it publishes");
    assertEquals(heard, one.printed("Message on") + two.printed("Message on"));
    assertEquals(1, desk.broker.connected());
  }

  @Test
  void whoHearsTwoMessagesATurnAndHandlesOneIsThrownOutByItsOwnKeepAlive() {
    Desk.Place board = desk.taught(Desk.taught());
    for (int i = 0; i < 3; i++) {
      desk.right(Desk.named("esp-" + i));
    }
    desk.runFor(HOUR);
    long handled = board.printed("Message on");
    long heard = desk.count("/sensors/");
    assertTrue(handled < heard / 2, handled + " of " + heard);
  }

  @Test
  void aBrokerThatIsSilentHoldsTheTaughtLoopAndTheRightOneLooksLessOften() {
    Desk.Place taught = desk.taught(Desk.taught().withTopics("a", "none"));
    Desk.Place right = desk.right(Desk.named("esp-2").withTopics("b", "none"));
    desk.runFor(60);
    desk.lan.reach("broker", 1_883, Lan.Reach.SILENT);
    long before = taught.measured.size();
    desk.runFor(600);
    // a turn is five seconds of delay and five of waiting for a connection
    long turns = taught.measured.size() - before;
    assertTrue(turns > 50 && turns < 70, "turns " + turns);
    long attempts = right.printed("mqtt -2");
    assertTrue(attempts > 5 && attempts < 30, "attempts " + attempts);
    assertTrue(right.measured.size() > 120, "measures all the time");
    desk.lan.reach("broker", 1_883, Lan.Reach.OPEN);
    desk.published.clear();
    desk.runFor(120);
    assertTrue(desk.count(" a ") >= 15 && desk.count(" b ") >= 10, desk.published::toString);
  }

  @Test
  void aBrokerThatTakesConnectionsAndSaysNothingHoldsTheTaughtLoopThreeTimesAsLong() {
    Desk.Place taught = desk.taught(Desk.taught().withTopics("a", "none"));
    desk.runFor(60);
    desk.lan.reach("broker", 1_883, Lan.Reach.HOLLOW);
    desk.runFor(60);
    long before = taught.measured.size();
    desk.runFor(600);
    // a turn is five seconds of delay and fifteen of waiting for CONNACK
    long turns = taught.measured.size() - before;
    assertTrue(turns > 27 && turns < 33, "turns " + turns);
    desk.lan.reach("broker", 1_883, Lan.Reach.OPEN);
    desk.published.clear();
    desk.runFor(120);
    assertTrue(desk.count(" a ") >= 15, desk.published::toString);
  }

  @Test
  void aSketchThatIsThrownOutWhereItIsNotInStaysAsItIs() {
    Desk.Place board = desk.right(Desk.named("esp-1"));
    board.station.kicked();
    desk.runFor(30);
    board.station.kicked();
    desk.runFor(30);
    assertEquals(2, board.printed("mqtt connected"), board.printed());
    board.power(false);
    board.station.kicked();
    desk.runFor(60);
    assertEquals(2, board.printed("mqtt connected"), board.printed());
  }

  @Test
  void aSilentBrokerIsNoticedByThePingThirtySecondsLater() {
    Desk.Place board = desk.right(Desk.named("esp-1"));
    desk.runFor(60);
    desk.lan.reach("broker", 1_883, Lan.Reach.SILENT);
    desk.runFor(35);
    assertTrue(board.printed("mqtt -") >= 1, board.printed());
  }

  @Test
  void aRefusedLoginIsSaidInItsCode() {
    desk.proxy.set(new NetFault.ConnackRefused(5));
    Desk.Place taught = desk.taught(Desk.taught());
    Desk.Place right = desk.right(Desk.named("esp-1"));
    desk.runFor(60);
    assertEquals(1, taught.printed("MQTT failed, rc=5"));
    assertTrue(right.printed("mqtt 5") >= 3, right.printed());
    desk.proxy.lift(NetFault.Kind.CONNACK_REFUSED);
    desk.runFor(120);
    assertTrue(desk.count("temp") > 30, desk.published::toString);
  }

  @Test
  void aLostAccessPointEndsTheConnectionAndBothComeBack() {
    desk.taught(Desk.taught().withTopics("a", "none"));
    Desk.Place right = desk.right(Desk.named("esp-2").withTopics("b", "none"));
    desk.runFor(60);
    desk.accessPoint.on(false);
    desk.runFor(60);
    assertEquals("offline", desk.broker.retained("devices/esp-2/status"));
    assertEquals(1, right.printed("wifi 1"), right.printed());
    desk.accessPoint.on(true);
    desk.published.clear();
    desk.runFor(60);
    assertTrue(desk.count(" a ") >= 8 && desk.count(" b ") >= 8, desk.published::toString);
    assertEquals("online", desk.broker.retained("devices/esp-2/status"));
  }

  @Test
  void inAWeakNetworkMessagesAreLateAndStillInOrder() {
    desk.accessPoint.reception(Reception.WEAK);
    Desk.Place board = desk.right(Desk.named("esp-1"));
    desk.runFor(HOUR);
    List<Integer> numbers =
        desk.published.stream()
            .filter(each -> each.contains("\"n\":"))
            .map(each -> Integer.valueOf(each.replaceAll(".*\"n\":(\\d+).*", "$1")))
            .toList();
    assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
    assertTrue(numbers.size() > board.measured.size() * 8 / 10, () -> "came: " + numbers.size());
  }

  @Test
  void powerLostIsAnOutageForTheBrokerToNotice() {
    Desk.Place board = desk.right(Desk.named("esp-1"));
    desk.runFor(60);
    board.power(false);
    desk.runFor(15);
    assertEquals("online", desk.broker.retained("devices/esp-1/status"));
    desk.runFor(20);
    assertEquals("offline", desk.broker.retained("devices/esp-1/status"));
    board.power(true);
    desk.runFor(30);
    assertEquals("online", desk.broker.retained("devices/esp-1/status"));
  }

  @Test
  void oneSeedIsOneHistory() {
    String one = history(7);
    assertEquals(one, history(7));
    assertFalse(one.equals(history(8)));
  }

  private static String history(long seed) {
    Desk desk = new Desk(seed);
    desk.accessPoint.reception(Reception.WEAK);
    Desk.Place taught = desk.taught(Desk.taught());
    Desk.Place right = desk.right(Desk.named("esp-1").withTopics("b", "/sensors/#"));
    desk.runFor(300);
    desk.accessPoint.kick();
    desk.runFor(300);
    return desk.published + taught.printed() + right.printed();
  }

  @Test
  void aPlanThatCannotBeIsRefusedInWords() {
    assertThrows(IllegalArgumentException.class, () -> Desk.taught().withEvery(0));
    assertThrows(IllegalArgumentException.class, () -> Desk.taught().withTopics("a/#", ""));
    assertThrows(
        IllegalArgumentException.class, () -> SketchPlan.taught("garden", "", "broker", 0));
  }
}
