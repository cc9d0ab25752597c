package io.tidegate.sim.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.broker.Broker;
import io.tidegate.sim.broker.Brokers;
import io.tidegate.sim.broker.ScriptedBroker;
import io.tidegate.sim.mqtt.Packet;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class FleetTest {
  private static final long MILLI = 1_000_000;
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));

  private static FleetPlan plan(int port, int count) {
    return FleetPlan.of("127.0.0.1", port, "board", count)
        .withEvery(100 * MILLI)
        .withConnectsPerSecond(0);
  }

  private static Fleet fleet(FleetPlan plan) throws IOException {
    return Fleet.of(plan, 1, CLOCK);
  }

  @Test
  void everyBoardConnectsUnderItsNamePublishesAndSaysGoodbye() throws IOException {
    try (Broker broker = Broker.start(0)) {
      try (Fleet fleet = fleet(plan(broker.port(), 50))) {
        FleetCount count = fleet.run(now -> now.connected() == 50 && now.published() >= 500);
        assertTrue(count.isWell(), count::toString);
        assertEquals(50, broker.connected());
        assertEquals(50, count.connects());
        assertTrue(count.connectsPerSecond() > 1, count::toString);
      }
      Brokers.awaitNobodyOn(broker);
      assertEquals(0, broker.dropped());
    }
  }

  @Test
  void aBoardSpeaksAsTheLibraryDoes() throws IOException {
    try (ScriptedBroker broker = ScriptedBroker.start(0)) {
      FleetPlan plan =
          plan(broker.port(), 1)
              .withUser("lab", "secret")
              .withMessages(Template.of("a/{i}"), Template.of("{n} at {t}"));
      try (Fleet fleet = fleet(plan)) {
        fleet.run(now -> broker.published().size() >= 3);
      }
      Packet.Connect connect =
          broker.events().stream()
              .filter(ScriptedBroker.Event.Received.class::isInstance)
              .map(each -> ((ScriptedBroker.Event.Received) each).packet())
              .filter(Packet.Connect.class::isInstance)
              .map(Packet.Connect.class::cast)
              .findFirst()
              .orElseThrow();
      assertEquals("board-1", connect.clientId());
      assertEquals(15, connect.keepAliveSeconds());
      assertTrue(connect.cleanSession());
      assertEquals("lab secret", connect.username() + " " + new String(connect.password()));
      List<String> said =
          broker.published().stream()
              .limit(3)
              .map(each -> each.qos() + " " + each.topic() + " " + new String(each.payload()))
              .toList();
      assertEquals(
          List.of("0 a/1 1 at 1700000000", "0 a/1 2 at 1700000000", "0 a/1 3 at 1700000000"), said);
    }
  }

  @Test
  void aRefusalIsCountedWithItsReasonAndTriedAgainFiveSecondsLater() throws IOException {
    try (ScriptedBroker broker = ScriptedBroker.start(0)) {
      broker.connackCode(5);
      try (Fleet fleet = fleet(plan(broker.port(), 3))) {
        FleetCount refused = fleet.run(now -> now.refusals() >= 3);
        assertEquals(Map.of("not authorised (5)", 3L), refused.refused());
        assertEquals(3, refused.never());
        assertFalse(refused.isWell());
        broker.connackCode(0);
        FleetCount taken = fleet.run(now -> now.connected() == 3);
        assertTrue(taken.connectingNanos() >= FleetBoard.RETRY_NANOS, taken::toString);
        assertEquals(0, taken.reconnects());
      }
    }
  }

  @Test
  void aLostConnectionIsCountedAndWhatWasDueMeanwhileToo() throws IOException {
    Broker broker = Broker.start(0);
    int port = broker.port();
    try (Fleet fleet = fleet(plan(port, 5))) {
      fleet.run(now -> now.connected() == 5);
      broker.close();
      FleetCount lost = fleet.run(now -> now.losses() == 5 && now.refusals() >= 5);
      assertEquals(0, lost.connected());
      assertTrue(lost.refused().containsKey("Connection refused"), lost::toString);
      try (Broker back = Broker.start(port)) {
        FleetCount again = fleet.run(now -> now.connected() == 5);
        assertEquals(5, again.reconnects());
        assertTrue(again.unpublished() >= 5 * 40, again::toString);
        assertEquals(0, back.dropped());
      }
    }
  }

  @Test
  void connectionsAreMadeAtTheRateThatIsWanted() throws IOException {
    try (Broker broker = Broker.start(0);
        Fleet fleet = fleet(plan(broker.port(), 20).withConnectsPerSecond(20))) {
      FleetCount count = fleet.run(now -> now.connected() == 20);
      // the first goes at once, the last 19 steps later
      assertTrue(count.connectingNanos() >= 19 * 50 * MILLI, count::toString);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 1883 | count: expected 1 to 28000, got 0",
        "1 | 0 | port: expected 1 to 65535, got 0",
      })
  void whatCannotBeIsRefusedInWords(int count, int port, String words) {
    assertEquals(words, refusal(() -> plan(port, count)));
  }

  @Test
  void messagesThatTheLibraryWouldNotTakeAreRefusedInWords() {
    FleetPlan plan = plan(1, 1);
    Template topic = Template.of("t");
    assertEquals(
        "payload: expected at most 256 bytes with its topic and 7 more, as the library has it;"
            + " got 257",
        refusal(() -> plan.withMessages(topic, Template.of("x".repeat(249)))));
    plan.withMessages(topic, Template.of("x".repeat(248)));
    assertEquals(
        "topic: expected a name without wildcards, got \"a/#\"",
        refusal(() -> plan.withMessages(Template.of("a/#"), topic)));
    assertEquals("every: expected 10 ms or more, got 1 ns", refusal(() -> plan.withEvery(1)));
  }

  /// One that is as long as the library takes it does connect; the library says nothing of a longer
  /// one, and would dial for ever.
  @Test
  void aLoginThatTheLibraryWouldNotSendIsRefusedInWords() throws IOException {
    try (ScriptedBroker broker = ScriptedBroker.start(0)) {
      FleetPlan plan = plan(broker.port(), 1);
      assertEquals(
          "user: expected a CONNECT of at most 256 bytes with password and longest id, as the"
              + " library has it; got 257",
          refusal(() -> plan.withUser("u".repeat(100), "p".repeat(129))));
      try (Fleet fleet = fleet(plan.withUser("u".repeat(100), "p".repeat(128)))) {
        assertTrue(fleet.run(now -> now.connected() == 1 || now.refusals() > 0).isWell());
      }
    }
  }

  private static String refusal(org.junit.jupiter.api.function.Executable made) {
    return assertThrows(IllegalArgumentException.class, made).getMessage();
  }
}
