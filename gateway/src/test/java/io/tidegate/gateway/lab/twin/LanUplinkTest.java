package io.tidegate.gateway.lab.twin;

import static io.tidegate.gateway.lab.twin.LanSite.KEEP_ALIVE_SECONDS;
import static io.tidegate.gateway.lab.twin.LanSite.MILLI;
import static io.tidegate.gateway.lab.twin.LanSite.SECOND;
import static io.tidegate.gateway.lab.twin.LanSite.WINDOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.mqtt.Server;
import io.tidegate.gateway.mqtt.Words;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.proxy.NetFault;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A connection that stands, and how it ends. Attempts that fail are [LanUplinkAttemptTest]'s.
class LanUplinkTest {
  private final LanSite site = new LanSite();
  private final LanUplink uplink = site.uplink;

  @Test
  void theBrokerKeepsTheSession() {
    assertEquals(new Input.BrokerUp(1, false, "tcp://broker:1883"), site.up(1));
    uplink.close(1, true);
    site.pass(SECOND);
    site.told.clear();
    assertTrue(site.up(2).sessionPresent());
    site.proxy.set(new NetFault.SessionLost());
    site.pass(SECOND);
    site.proxy.lift(NetFault.Kind.SESSION_LOST);
    site.told.clear();
    assertFalse(site.up(3).sessionPresent());
  }

  @Test
  void serversAreTriedInTurn() {
    LanSite two = new LanSite(new Server("nobody", 1_883, false), LanSite.BROKER);
    two.uplink.connect(1);
    two.pass(SECOND);
    assertEquals(DisconnectCause.UNKNOWN_HOST, two.down(1).cause());
    two.told.clear();
    two.up(2);
  }

  // --- messages ---

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whatIsPublishedReachesTheBrokerAndIsAcknowledgedWithItsToken(int qos) {
    site.up(1);
    assertTrue(uplink.publish(1, 17, "a/b", "x".getBytes(), qos, true));
    site.pass(SECOND);
    assertEquals(List.of("a/b x retained"), site.seen);
    assertEquals(List.of(new Input.Acknowledged(1, 17)), site.told);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theWindowAndALittleMoreIsUnderWayAndThenThereIsRoomAgain(int qos) {
    site.up(1);
    site.reach(Lan.Reach.HOLLOW);
    int limit = WINDOW + LanOutbox.SPARE;
    for (long token = 0; token < limit; token++) {
      assertTrue(site.publish(1, token, qos));
    }
    assertFalse(site.publish(1, limit, qos));
    site.pass(SECOND);
    assertFalse(site.publish(1, limit, qos));
    assertEquals(List.of(), site.told);
    site.reach(Lan.Reach.OPEN);
    site.pass(SECOND);
    assertEquals(LongStream.range(0, limit).boxed().toList(), site.acknowledged());
    assertTrue(site.publish(1, limit, qos));
  }

  @Test
  void whatTcpDoesNotTakeWaitsUpToALimitAndArrivesInOrder() {
    site.up(1);
    site.reach(Lan.Reach.HOLLOW);
    byte[] large = new byte[10_000];
    long taken = 0;
    while (uplink.publish(1, taken, "t", large, 0, false)) {
      taken++;
      site.pass(MILLI);
    }
    assertTrue(taken * large.length > LanOutbox.QUEUE_BYTES, "messages: " + taken);
    assertTrue(site.acknowledged().size() < taken, "not all are written");
    site.reach(Lan.Reach.OPEN);
    site.pass(SECOND);
    assertEquals(LongStream.range(0, taken).boxed().toList(), site.acknowledged());
    assertEquals(taken, site.seen.size());
  }

  @Test
  void nothingIsTakenForAConnectionThatIsNotUp() {
    uplink.connect(1);
    assertFalse(site.publish(1, 1, 1));
    site.pass(SECOND);
    assertTrue(site.publish(1, 1, 1));
    assertFalse(site.publish(2, 2, 1));
    site.broker.cut();
    site.pass(SECOND);
    assertFalse(site.publish(1, 3, 1));
    assertEquals(new Input.BrokerDown(1, DisconnectCause.LOST, Words.CLOSED), site.down(1));
  }

  // --- commands ---

  @Test
  void aCommandComesAgainUntilItIsAcknowledgedOnTheConnectionThatBroughtIt() {
    site.up(1);
    site.broker.publish("set/a", "1", false);
    site.broker.publish("set/b", "2", false);
    site.pass(SECOND);
    assertEquals(List.of("1", "2"), site.arrivals());
    assertEquals(1, site.arrived.getFirst().qos());
    uplink.acknowledge(2, site.arrived.getFirst().messageId());
    uplink.acknowledge(1, site.arrived.getLast().messageId());
    site.pass(SECOND);
    site.broker.cut();
    site.pass(SECOND);
    site.told.clear();
    site.arrived.clear();
    uplink.connect(2);
    site.pass(SECOND);
    // its own will is among what it has subscribed to
    assertEquals(List.of("1", "offline", "offline"), site.arrivals());
    assertTrue(site.arrived.stream().allMatch(each -> each.connection() == 2));
    assertEquals(new Input.BrokerUp(2, true, "tcp://broker:1883"), site.told.getFirst());
  }

  @Test
  void whatIsRetainedComesWithTheSubscriptionAndSaysSo() {
    site.broker.publish("set/a", "old", true);
    site.up(1);
    site.broker.publish("set/a", "new", true);
    site.pass(SECOND);
    assertEquals(List.of("old", "new"), site.arrivals());
    assertTrue(site.arrived.getFirst().retained());
    assertFalse(site.arrived.getLast().retained());
  }

  @Test
  void commandsThatFindNoRoomComeOnANewConnection() {
    site.up(1);
    site.room = 2;
    for (String each : List.of("1", "2", "3", "4")) {
      site.broker.publish("set/a", each, false);
    }
    site.pass(SECOND);
    assertEquals(List.of("1", "2"), site.arrivals());
    site.arrived.forEach(each -> uplink.acknowledge(1, each.messageId()));
    site.room = 10;
    site.broker.publish("set/a", "5", false);
    assertFalse(site.isDown());
    site.passUntilDown(3 * SECOND);
    assertEquals(new Input.BrokerDown(1, DisconnectCause.STOPPED, Words.OVERFLOWED), site.down(1));
    site.told.clear();
    site.up(2);
    assertEquals(List.of("1", "2", "3", "4", "5"), site.arrivals());
    assertFalse(site.seen.contains("status offline retained"));
  }

  // --- its end ---

  @Test
  void aCourteousCloseSaysAllThatWaitsAndNoWillSpeaks() {
    site.up(1);
    for (int qos = 0; qos <= 2; qos++) {
      site.publish(1, qos, qos);
    }
    uplink.close(1, true);
    assertFalse(site.publish(1, 9, 1));
    site.pass(100 * MILLI);
    assertEquals(List.of("t 0", "t 1", "t 2"), site.seen.stream().sorted().toList());
    assertEquals(new Input.BrokerDown(1, DisconnectCause.STOPPED, Words.ENDED), site.down(1));
    assertEquals(0, site.broker.connected());
  }

  @Test
  void anotherCloseEndsItAtOnceAndTheWillSpeaks() {
    site.up(1);
    uplink.close(1, false);
    assertEquals(new Input.BrokerDown(1, DisconnectCause.STOPPED, Words.ENDED), site.down(1));
    uplink.close(1, false);
    site.pass(SECOND);
    assertEquals(List.of("status offline retained"), site.seen);
    assertEquals(1, site.told.size());
  }

  @Test
  void aBrokerThatDoesNotHearTheFarewellIsWaitedForHalfASecond() {
    site.up(1);
    site.reach(Lan.Reach.HOLLOW);
    uplink.close(1, true);
    site.pass(499 * MILLI);
    assertFalse(site.isDown());
    site.pass(2 * MILLI);
    assertEquals(DisconnectCause.STOPPED, site.down(1).cause());
    site.reach(Lan.Reach.OPEN);
    site.pass(SECOND);
    assertEquals(List.of(), site.seen);
  }

  @Test
  void pingsKeepAnIdleConnection() {
    site.up(1);
    site.pass(3_600 * SECOND);
    assertEquals(List.of(), site.told);
    assertEquals(1, site.broker.connected());
  }

  @Test
  void aMissingAnswerToAPingEndsIt() {
    site.up(1);
    site.reach(Lan.Reach.HOLLOW);
    site.pass((2L * KEEP_ALIVE_SECONDS - 2) * SECOND);
    assertFalse(site.isDown());
    site.pass(2 * SECOND);
    assertEquals(new Input.BrokerDown(1, DisconnectCause.LOST, Words.NO_PING), site.down(1));
    site.reach(Lan.Reach.OPEN);
    site.pass(SECOND);
    assertEquals(List.of("status offline retained"), site.seen);
  }

  @Test
  void aTopicThatIsRefusedEndsIt() {
    site.proxy.set(new NetFault.TopicRefused("t", NetFault.Veto.CLOSE));
    site.up(1);
    site.publish(1, 5, 1);
    site.pass(2 * SECOND);
    assertEquals(DisconnectCause.LOST, site.down(1).cause());
    assertEquals(List.of(), site.acknowledged());
  }

  @Test
  void theKernelClosesTheConnectionOfAProcessThatIsKilled() {
    site.up(1);
    uplink.gatewayGone(false);
    site.pass(SECOND);
    assertEquals(List.of("status offline retained"), site.seen);
    assertEquals(List.of(), site.told);
    assertFalse(site.publish(1, 1, 1));
    uplink.attach(site.told::add, site.arrived::add);
    assertTrue(site.up(1).sessionPresent());
  }

  @Test
  void ofALossOfPowerTheBrokerLearnsByWaiting() {
    site.up(1);
    uplink.gatewayGone(true);
    site.pass((KEEP_ALIVE_SECONDS * 3 / 2 - 2) * SECOND);
    assertEquals(1, site.broker.connected());
    site.pass(2 * SECOND);
    assertEquals(List.of("status offline retained"), site.seen);
    assertEquals(List.of(), site.told);
  }
}
