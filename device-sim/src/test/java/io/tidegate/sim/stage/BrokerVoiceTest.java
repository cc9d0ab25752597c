package io.tidegate.sim.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.broker.ScriptedBroker;
import io.tidegate.sim.mqtt.Packet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrokerVoiceTest {
  private static final long LIMIT_NANOS = 40_000_000_000L;

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static Packet.Publish message(int qos, boolean retained, String topic, String text) {
    return new Packet.Publish(false, qos, retained, topic, qos == 0 ? 0 : 1, text.getBytes(UTF_8));
  }

  /// What became of each, in order; the thread of this test is that of the world.
  private static List<String> ended(BrokerVoice voice, Packet.Publish... messages) {
    List<String> ended = new ArrayList<>();
    for (Packet.Publish each : messages) {
      voice.publish(each, ended::add);
    }
    assertEquals(List.of(), ended, "nobody else's thread may tell it");
    long untilNanos = System.nanoTime() + LIMIT_NANOS;
    while (ended.size() < messages.length && System.nanoTime() < untilNanos) {
      voice.look();
      LockSupport.parkNanos(1_000_000);
    }
    return ended;
  }

  @Test
  void whatItIsGivenComesInOrderWithItsQosAndWhetherItIsRetained() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.start(0);
        BrokerVoice voice = BrokerVoice.open(at(broker.port()))) {
      List<String> ended = ended(voice, message(1, true, "a", "one"), message(0, false, "b", ""));
      assertEquals(List.of("", ""), ended);
      List<Packet.Publish> come = broker.published();
      assertEquals("a", come.get(0).topic());
      assertEquals("one", new String(come.get(0).payload(), UTF_8));
      assertEquals(1, come.get(0).qos());
      assertTrue(come.get(0).retained());
    }
  }

  /// The next one has a connection of its own.
  @Test
  void oneThatIsNotAcknowledgedIsToldAndTheNextIsTriedAnew() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.start(0);
        BrokerVoice voice = BrokerVoice.open(at(broker.port()))) {
      broker.puback(
          message ->
              message.topic().equals("bad")
                  ? ScriptedBroker.Answer.CLOSE
                  : ScriptedBroker.Answer.GIVE);
      List<String> ended =
          ended(
              voice,
              message(1, false, "good", "1"),
              message(1, false, "bad", "2"),
              message(1, false, "good", "3"));
      assertEquals("", ended.get(0));
      assertNotEquals("", ended.get(1));
      assertEquals("", ended.get(2));
      assertEquals(
          List.of("good", "bad", "good"),
          broker.published().stream().map(Packet.Publish::topic).toList());
    }
  }

  @Test
  void aBrokerThatIsGoneIsToldInWordsAndOneThatComesBackIsFound() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ScriptedBroker first = ScriptedBroker.start(port);
    try (BrokerVoice voice = BrokerVoice.open(at(port))) {
      first.close();
      List<String> ended = ended(voice, message(1, false, "a", "1"), message(1, false, "a", "2"));
      assertTrue(ended.get(1).contains("Connection refused"), ended::toString);
      try (ScriptedBroker _ = ScriptedBroker.start(port)) {
        assertEquals(List.of(""), ended(voice, message(1, false, "a", "3")));
      }
    } finally {
      first.close();
    }
  }

  @Test
  void whereNoBrokerIsItIsRefusedWithTheAddress() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Unplayable refused = assertThrows(Unplayable.class, () -> BrokerVoice.open(at(port)));
    assertTrue(
        refused.getMessage().contains(":" + port + " cannot be published to: Connection refused"),
        refused::getMessage);
  }
}
