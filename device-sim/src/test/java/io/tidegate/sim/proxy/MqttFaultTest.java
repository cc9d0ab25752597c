package io.tidegate.sim.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.broker.Broker;
import io.tidegate.sim.broker.ScriptedBroker;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketReader;
import io.tidegate.sim.mqtt.PacketWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients and broker see of the faults that look into MQTT. That Mosquitto plays its part in
/// them is shown where a Mosquitto is, in the gateway's tests.
@Timeout(180)
class MqttFaultTest {
  private static final NetFault.SessionLost SESSION_LOST = new NetFault.SessionLost();

  private Broker broker;
  private Proxy proxy;

  @BeforeEach
  void begin() throws IOException {
    broker = Broker.start(0);
    proxy = Proxy.to(broker.port());
  }

  @AfterEach
  void finish() throws IOException {
    proxy.close();
    broker.close();
  }

  /// A client that says what a test says.
  private static final class Client implements AutoCloseable {
    final Socket socket;
    final PacketReader reader;

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(Site.LIMIT_MILLIS);
      reader = new PacketReader(socket.getInputStream());
    }

    void say(Packet packet) throws IOException {
      socket.getOutputStream().write(PacketWriter.bytes(packet));
    }

    Packet ask(Packet packet) throws IOException {
      say(packet);
      return hear();
    }

    /// Null when the broker closed.
    Packet hear() throws IOException {
      return reader.read();
    }

    Packet.Connack connect(String id, boolean clean) throws IOException {
      return (Packet.Connack)
          ask(new Packet.Connect(Packet.LEVEL, id, clean, 60, null, null, null));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private Client client() throws IOException {
    return new Client(proxy.port());
  }

  private Client connected(String id) throws IOException {
    Client client = client();
    assertEquals(0, client.connect(id, false).code());
    return client;
  }

  private static Packet.Publish message(String topic, int id) {
    return new Packet.Publish(false, 1, false, topic, id, "x".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void aRefusedConnectIsAnsweredWithItsCodeAndClosed(int code) throws IOException {
    Client before = connected("before");
    proxy.set(new NetFault.ConnackRefused(code));
    assertNull(before.hear(), "it is to come again");
    try (Client client = client()) {
      assertEquals(new Packet.Connack(false, code), client.connect("board1", false));
      assertNull(client.hear());
    }
    Site.await(() -> broker.connected() == 0, () -> "the broker heard of a client");
    proxy.plug();
    connected("board1").close();
  }

  @Test
  void aLostSessionIsNotThereAnyMoreAndTheNextOneIsKept() throws IOException {
    try (Client client = connected("board1")) {
      client.ask(new Packet.Subscribe(1, List.of(new Packet.Wish("set/#", 1))));
      client.say(new Packet.Disconnect());
      assertNull(client.hear());
    }
    try (Client client = client()) {
      assertTrue(client.connect("board1", false).sessionPresent(), "it is kept without a fault");
    }
    proxy.set(SESSION_LOST, Reach.NEW);
    try (Client client = client()) {
      assertEquals(new Packet.Connack(false, 0), client.connect("board1", false));
      assertEquals(new Packet.Puback(1), client.ask(message("set/a", 1)), "nothing is subscribed");
      assertEquals(new Packet.Pingresp(), client.ask(new Packet.Pingreq()));
      client.ask(new Packet.Subscribe(2, List.of(new Packet.Wish("set/#", 1))));
    }
    proxy.plug();
    try (Client client = client()) {
      assertTrue(client.connect("board1", false).sessionPresent());
    }
    assertEquals(0, proxy.traffic().failedErrands());
  }

  @Test
  void aPresentClientLosesItsSessionAndItsConnection() throws IOException {
    Client client = connected("board1");
    proxy.set(SESSION_LOST, Reach.PRESENT);
    assertNull(client.hear());
    try (Client again = client()) {
      assertFalse(again.connect("board1", false).sessionPresent());
    }
  }

  @Test
  void aBrokerThatTakesNoVisitorIsCountedAndTheClientGoesOn() throws IOException {
    try (ScriptedBroker scripted = ScriptedBroker.start(0);
        Proxy before = Proxy.to(scripted.port());
        Client client = new Client(before.port())) {
      scripted.connackCode(5).sessionPresent(true);
      before.set(SESSION_LOST);
      assertEquals(new Packet.Connack(false, 5), client.connect("board1", false));
      assertEquals(1, before.traffic().failedErrands());
    }
  }

  @Test
  void aVisitThatIsNotAnsweredIsGivenUpAndTheClientGoesOn() throws IOException {
    try (ScriptedBroker scripted = ScriptedBroker.start(0);
        Proxy before = Proxy.to(scripted.port());
        Client client = new Client(before.port())) {
      scripted.connack(ScriptedBroker.Answer.WITHHOLD);
      before.set(SESSION_LOST);
      client.say(new Packet.Connect(Packet.LEVEL, "board1", false, 60, null, null, null));
      Site.await(() -> before.traffic().failedErrands() == 1, () -> "" + scripted.events());
      Site.await(
          () -> scripted.events().stream().filter(MqttFaultTest::isConnect).count() == 2,
          () -> "the client's own CONNECT: " + scripted.events());
    }
  }

  private static boolean isConnect(ScriptedBroker.Event event) {
    return event instanceof ScriptedBroker.Event.Received(_, Packet.Connect _);
  }

  /// A broker that ends in the middle of a packet has not received it.
  @Test
  void aCutWithinAPacketIsNoPacket() throws Exception {
    try (ScriptedBroker scripted = ScriptedBroker.start(0);
        Proxy before = Proxy.to(scripted.port());
        Client client = new Client(before.port())) {
      client.connect("board1", true);
      before.set(new NetFault.CutAfter(NetFault.Way.UP, 12));
      assertEquals(new Packet.Puback(1), client.ask(message("a", 1)));
      assertNull(client.ask(message("a", 2)));
      assertEquals(1, scripted.published().size());
    }
  }

  @Test
  void aClientThatIsTakenOverIsThrownOutAndKeepsItsSession() throws IOException {
    Client client = connected("board1");
    proxy.set(new NetFault.TakenOver(0), Reach.PRESENT);
    assertNull(client.hear());
    try (Client again = client()) {
      assertTrue(again.connect("board1", false).sessionPresent());
      assertEquals(new Packet.Pingresp(), again.ask(new Packet.Pingreq()));
    }
    assertEquals(0, proxy.traffic().failedErrands());
  }

  @Test
  void eachNewConnectionIsTakenOverAfterItsTimeUntilTheFaultIsGone() throws IOException {
    proxy.set(new NetFault.TakenOver(50_000_000), Reach.NEW);
    for (int i = 0; i < 3; i++) {
      long begunNanos = System.nanoTime();
      try (Client client = connected("board1")) {
        assertNull(client.hear());
        assertTrue(System.nanoTime() - begunNanos >= 50_000_000);
      }
    }
    proxy.set(new NetFault.TakenOver(60_000_000_000L), Reach.NEW);
    try (Client client = connected("board1")) {
      proxy.plug();
      assertEquals(new Packet.Pingresp(), client.ask(new Packet.Pingreq()));
    }
  }

  @Test
  void aRefusedTopicClosesTheConnectionAndTheMessageReachesNobody() throws IOException {
    try (Client onlooker = new Client(broker.port())) {
      onlooker.connect("onlooker", true);
      onlooker.ask(new Packet.Subscribe(1, List.of(new Packet.Wish("#", 0))));
      Client client = connected("board1");
      proxy.set(new NetFault.TopicRefused("closed/+", NetFault.Veto.CLOSE));
      assertEquals(new Packet.Puback(1), client.ask(message("open/a", 1)));
      assertNull(client.ask(message("closed/a", 2)));
      try (Client again = connected("board1")) {
        assertEquals(new Packet.Puback(3), again.ask(message("open/b", 3)));
      }
      assertEquals("open/a", ((Packet.Publish) onlooker.hear()).topic());
      assertEquals("open/b", ((Packet.Publish) onlooker.hear()).topic());
    }
    Traffic traffic = proxy.traffic();
    assertEquals(
        List.of(3L, 2L, 1L), List.of(traffic.publishes(), traffic.pubacks(), traffic.vetoed()));
  }

  @Test
  void aRefusedTopicIsAcknowledgedAndDropped() throws IOException {
    try (Client onlooker = new Client(broker.port());
        Client client = connected("board1")) {
      onlooker.connect("onlooker", true);
      onlooker.ask(new Packet.Subscribe(1, List.of(new Packet.Wish("#", 0))));
      proxy.set(new NetFault.TopicRefused("closed", NetFault.Veto.DROP));
      assertEquals(new Packet.Puback(1), client.ask(message("closed", 1)));
      assertEquals(new Packet.Puback(2), client.ask(message("open", 2)));
      proxy.plug();
      assertEquals(new Packet.Puback(3), client.ask(message("closed", 3)));
      assertEquals("open", ((Packet.Publish) onlooker.hear()).topic());
      assertEquals("closed", ((Packet.Publish) onlooker.hear()).topic());
    }
    assertEquals(1, proxy.traffic().vetoed());
  }

  @Test
  void valuesThatCannotBeAreRefused() {
    refused("code: expected a whole number, 1 to 5; got 0", () -> new NetFault.ConnackRefused(0));
    refused("code: expected a whole number, 1 to 5; got 6", () -> new NetFault.ConnackRefused(6));
    refused("after: expected a duration, 0 to 60 s; got -1 ns", () -> new NetFault.TakenOver(-1));
    refused(
        "topic: expected a text, a topic, or a filter with + and #; got a/#/b",
        () -> new NetFault.TopicRefused("a/#/b", NetFault.Veto.DROP));
  }

  private static void refused(String words, Runnable making) {
    assertEquals(words, assertThrows(IllegalArgumentException.class, making::run).getMessage());
  }
}
