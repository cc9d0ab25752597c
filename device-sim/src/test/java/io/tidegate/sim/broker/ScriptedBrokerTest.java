package io.tidegate.sim.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.broker.ScriptedBroker.Answer;
import io.tidegate.sim.broker.ScriptedBroker.Event;
import io.tidegate.sim.mqtt.Packet;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One conversation per test, with its bytes.
@Timeout(180)
class ScriptedBrokerTest {
  /// CONNECT, MQTT 3.1.1, clean session, keep-alive 60 s, client id `t`.
  private static final String CONNECT = "10 0d 0004 4d515454 04 02 003c 0001 74";

  /// PUBLISH, QoS 1, topic `a`, id 7, payload `22`.
  private static final String PUBLISH = "32 07 0001 61 0007 3232";

  private static final Duration SOON = Duration.ofSeconds(60);
  private ScriptedBroker broker;

  @BeforeEach
  void start() throws IOException {
    broker = ScriptedBroker.start(0);
  }

  @AfterEach
  void stop() throws IOException {
    broker.close();
  }

  private Peer connected() throws IOException {
    Peer peer = new Peer(broker.port());
    peer.send(CONNECT);
    assertEquals("20 02 00 00", peer.bytes(4));
    return peer;
  }

  @Test
  void aBrokerThatIsWellAnswersEverything() throws Exception {
    try (Peer peer = connected()) {
      peer.send(PUBLISH);
      assertEquals("40 02 00 07", peer.bytes(4));
      peer.send("82 06 0009 0001 62 01");
      assertEquals("90 03 00 09 01", peer.bytes(5));
      peer.send("a2 05 000a 0001 62");
      assertEquals("b0 02 00 0a", peer.bytes(4));
      peer.send("c0 00");
      assertEquals("d0 00", peer.bytes(2));
      peer.send("e0 00");
    }
    assertNotNull(broker.await(event -> event instanceof Event.Ended, SOON));
    List<String> kinds =
        broker.events().stream()
            .filter(event -> !(event instanceof Event.Sent))
            .map(
                event ->
                    event instanceof Event.Received(_, Packet packet)
                        ? packet.getClass().getSimpleName()
                        : event.getClass().getSimpleName())
            .toList();
    assertEquals(
        List.of(
            "Accepted",
            "Connect",
            "Publish",
            "Subscribe",
            "Unsubscribe",
            "Pingreq",
            "Disconnect",
            "Ended"),
        kinds);
    assertEquals("22", new String(broker.published().getFirst().payload(), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void refusesWithTheCodeAndCloses(int code) throws IOException {
    broker.connackCode(code).sessionPresent(true);
    try (Peer peer = new Peer(broker.port())) {
      peer.send(CONNECT);
      assertEquals("20 02 00 0" + code, peer.bytes(4));
      assertTrue(peer.isEnded());
    }
  }

  @Test
  void staysSilentInsteadOfAConnack() throws IOException {
    broker.connack(Answer.WITHHOLD);
    try (Peer peer = new Peer(broker.port())) {
      peer.send(CONNECT);
      assertTrue(peer.hearsNothing());
    }
  }

  @Test
  void saysWhetherTheSessionIsThere() throws IOException {
    broker.sessionPresent(true);
    try (Peer peer = new Peer(broker.port())) {
      peer.send(CONNECT);
      assertEquals("20 02 01 00", peer.bytes(4));
    }
    broker.sessionPresent(false);
    connected().close();
  }

  @Test
  void withholdsThePubackOfOneTopicOnly() throws Exception {
    broker.puback(message -> message.topic().equals("a") ? Answer.WITHHOLD : Answer.GIVE);
    try (Peer peer = connected()) {
      peer.send(PUBLISH);
      peer.send("32 07 0001 62 0008 3232");
      assertEquals("40 02 00 08", peer.bytes(4));
      assertTrue(peer.hearsNothing());
    }
    assertEquals(2, broker.published().size());
  }

  @Test
  void closesAtAMessageInsteadOfItsPuback() throws Exception {
    broker.puback(message -> message.id() == 7 ? Answer.CLOSE : Answer.GIVE);
    try (Peer peer = connected()) {
      peer.send("32 07 0001 61 0006 3232");
      assertEquals("40 02 00 06", peer.bytes(4));
      peer.send(PUBLISH);
      assertTrue(peer.isEnded());
    }
    Event.Ended ended = (Event.Ended) broker.await(event -> event instanceof Event.Ended, SOON);
    assertTrue(ended.byUs());
  }

  @Test
  void deliversAndSeesThePuback() throws Exception {
    assertFalse(broker.deliver(new Packet.Publish(false, 0, false, "a", 0, new byte[0])));
    try (Peer peer = connected()) {
      byte[] on = "ON".getBytes(UTF_8);
      assertTrue(broker.deliver(new Packet.Publish(false, 1, true, "set", 5, on)));
      assertEquals("33 09 00 03 73 65 74 00 05 4f 4e", peer.bytes(11));
      assertNull(broker.await(ScriptedBrokerTest::isPuback, Duration.ofMillis(100)));
      peer.send("40 02 0005");
      assertEquals(
          new Event.Received(1, new Packet.Puback(5)),
          broker.await(ScriptedBrokerTest::isPuback, SOON));
    }
  }

  private static boolean isPuback(Event event) {
    return event instanceof Event.Received(_, Packet.Puback _);
  }

  @Test
  void refusesASubscription() throws IOException {
    broker.refuseSubscriptions(true);
    try (Peer peer = connected()) {
      peer.send("82 06 0009 0001 62 01");
      assertEquals("90 03 00 09 80", peer.bytes(5));
    }
  }

  @Test
  void cutEndsThePresentConnectionAndTheNextIsTaken() throws Exception {
    try (Peer peer = connected()) {
      broker.cut();
      assertTrue(peer.isEnded());
    }
    try (Peer _ = connected()) {
      assertNotNull(broker.await(event -> event.equals(new Event.Accepted(2)), SOON));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f0 00", // no such type
        "34 07 0001 61 0007 3232", // QoS 2
        "32 06 0001 61 0000 32", // packet id 0
        "30 04 0002 612b", // a wildcard in a topic
        "30 02 0000", // an empty topic
        "30 04 0002 ff61", // not UTF-8
        "82 02 0009", // no filter
        "82 08 0009 0003 612b62 01", // a wildcard within a level
        "40 01 00", // cut short
        "40 03 0001 00", // too long
        "30 ff ff ff 7f", // larger than anything we take
        "30 ff ff ff ff 01" // a length of five bytes
      })
  void anythingMalformedEndsTheConnection(String bytes) throws IOException {
    try (Peer peer = connected()) {
      peer.send(bytes);
      assertTrue(peer.isEnded());
    }
  }
}
