package io.tidegate.sim.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.mqtt.Packet;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class BrokerTest {
  private Broker broker;

  @BeforeEach
  void start() throws IOException {
    broker = Broker.start(0);
  }

  @AfterEach
  void stop() throws IOException {
    broker.close();
  }

  private Peer connected(String id, boolean clean) throws IOException {
    return Peer.connected(broker.port(), id, clean);
  }

  private static void subscribe(Peer peer, String filter, int qos) throws IOException {
    peer.send(new Packet.Subscribe(1, List.of(new Packet.Wish(filter, qos))));
    assertEquals(new Packet.Suback(1, List.of(Math.min(1, qos))), peer.next());
  }

  private static Packet.Publish message(
      int qos, boolean retained, String topic, int id, String text) {
    return new Packet.Publish(false, qos, retained, topic, id, text.getBytes(UTF_8));
  }

  private static void publish(Peer peer, String topic, int id, String text) throws IOException {
    peer.send(message(1, false, topic, id, text));
    assertEquals(new Packet.Puback(id), peer.next());
  }

  private static String shown(Packet packet) {
    Packet.Publish publish = (Packet.Publish) packet;
    return publish.topic()
        + (publish.retained() ? " retained" : "")
        + (publish.repeated() ? " repeated" : "")
        + " "
        + publish.qos()
        + " "
        + new String(publish.payload(), UTF_8);
  }

  @Test
  void everyMessageReachesTheSubscriberOnceAndInOrder() throws IOException {
    try (Peer subscriber = connected("s", true);
        Peer publisher = connected("p", true)) {
      subscribe(subscriber, "/sensors/#", 1);
      Thread sender = Thread.ofVirtual().start(() -> publishMany(publisher, 20_000));
      for (int i = 1; i <= 20_000; i++) {
        Packet.Publish got = (Packet.Publish) subscriber.next();
        assertEquals("/sensors/b 1 " + i, shown(got));
        subscriber.send(new Packet.Puback(got.id()));
      }
      assertTrue(subscriber.hearsNothing());
      sender.interrupt();
    }
    assertEquals(0, broker.dropped());
  }

  private static void publishMany(Peer peer, int count) {
    try {
      for (int i = 1; i <= count; i++) {
        publish(peer, "/sensors/b", i % 60_000 + 1, Integer.toString(i));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void withoutPubacksOnlyTheWindowIsUnderWayAndTheRestWaits() throws IOException {
    try (Peer subscriber = connected("s", true);
        Peer publisher = connected("p", true)) {
      subscribe(subscriber, "a", 1);
      for (int i = 1; i <= Session.WINDOW + 5; i++) {
        publish(publisher, "a", i, "m" + i);
      }
      for (int i = 1; i <= Session.WINDOW; i++) {
        assertEquals("a 1 m" + i, shown(subscriber.next()));
      }
      assertTrue(subscriber.hearsNothing());
      subscriber.send(new Packet.Puback(1));
      assertEquals("a 1 m" + (Session.WINDOW + 1), shown(subscriber.next()));
    }
  }

  @Test
  void aKeptSessionGetsWhatItMissedAndRepeatsAreMarked() throws IOException {
    try (Peer publisher = connected("p", true)) {
      try (Peer subscriber = connected("s", false)) {
        subscribe(subscriber, "a", 1);
        publish(publisher, "a", 1, "taken, not acknowledged");
        assertEquals("a 1 taken, not acknowledged", shown(subscriber.next()));
      }
      awaitConnected(1);
      publisher.send(message(0, false, "a", 0, "of QoS 0: not kept"));
      // its PUBACK says that the one before was taken, too
      publish(publisher, "a", 2, "missed");
      try (Peer subscriber = new Peer(broker.port())) {
        subscriber.send(new Packet.Connect(Packet.LEVEL, "s", false, 60, null, null, null));
        assertEquals(new Packet.Connack(true, 0), subscriber.next());
        assertEquals("a repeated 1 taken, not acknowledged", shown(subscriber.next()));
        assertEquals("a 1 missed", shown(subscriber.next()));
        assertTrue(subscriber.hearsNothing());
      }
      try (Peer subscriber = new Peer(broker.port())) {
        subscriber.send(new Packet.Connect(Packet.LEVEL, "s", true, 60, null, null, null));
        assertEquals(new Packet.Connack(false, 0), subscriber.next());
        assertTrue(subscriber.hearsNothing());
      }
    }
  }

  private void awaitConnected(int count) {
    while (broker.connected() != count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void retainedMessagesComeWithTheSubscriptionAndAnEmptyOneTakesThemAway() throws IOException {
    try (Peer publisher = connected("p", true);
        Peer subscriber = connected("s", true)) {
      publisher.send(message(1, true, "status/a", 1, "online"));
      publisher.next();
      assertEquals("online", broker.retained("status/a"));
      subscribe(subscriber, "status/+", 1);
      assertEquals("status/a retained 1 online", shown(subscriber.next()));
      publisher.send(message(1, true, "status/a", 2, ""));
      publisher.next();
      assertEquals("status/a 1 ", shown(subscriber.next()));
      try (Peer late = connected("late", true)) {
        subscribe(late, "status/+", 1);
        assertTrue(late.hearsNothing());
      }
    }
  }

  @Test
  void theWillSpeaksForAClientThatWentWithoutAWord() throws IOException {
    Packet.Publish will = message(1, true, "status/p", 0, "offline");
    try (Peer subscriber = connected("s", true)) {
      subscribe(subscriber, "status/#", 1);
      try (Peer publisher = new Peer(broker.port())) {
        publisher.send(new Packet.Connect(Packet.LEVEL, "p", true, 60, will, null, null));
        publisher.next();
      }
      assertEquals("status/p 1 offline", shown(subscriber.next()));
      try (Peer publisher = new Peer(broker.port())) {
        publisher.send(new Packet.Connect(Packet.LEVEL, "p", true, 60, will, null, null));
        publisher.next();
        publisher.send(new Packet.Disconnect());
        assertTrue(publisher.isEnded());
      }
      assertTrue(subscriber.hearsNothing());
      assertEquals("offline", broker.retained("status/p"));
    }
  }

  @Test
  void aSilentClientIsThrownOutAfterOneAndAHalfTimesItsKeepAlive() throws IOException {
    try (Peer peer = new Peer(broker.port())) {
      long begunNanos = System.nanoTime();
      peer.send(new Packet.Connect(Packet.LEVEL, "p", true, 1, null, null, null));
      peer.next();
      assertTrue(peer.isEnded());
      assertTrue(System.nanoTime() - begunNanos >= 1_400_000_000L);
    }
  }

  @Test
  void theSameClientIdThrowsTheOlderConnectionOut() throws IOException {
    try (Peer first = connected("same", true);
        Peer second = connected("same", true)) {
      assertTrue(first.isEnded());
      second.send(new Packet.Pingreq());
      assertEquals(new Packet.Pingresp(), second.next());
      assertEquals(1, broker.connected());
    }
  }

  @Test
  void refusesAnotherProtocolLevelAndANamelessKeptSession() throws IOException {
    try (Peer peer = new Peer(broker.port())) {
      peer.send(new Packet.Connect(5, "five", true, 60, null, null, null));
      assertEquals(new Packet.Connack(false, 1), peer.next());
      assertTrue(peer.isEnded());
    }
    try (Peer peer = new Peer(broker.port())) {
      peer.send(new Packet.Connect(Packet.LEVEL, "", false, 60, null, null, null));
      assertEquals(new Packet.Connack(false, 2), peer.next());
      assertTrue(peer.isEnded());
    }
  }

  @Test
  void theFirstPacketMustBeAConnect() throws IOException {
    try (Peer peer = new Peer(broker.port())) {
      peer.send(new Packet.Pingreq());
      assertTrue(peer.isEnded());
    }
  }
}
