package io.tidegate.sim.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sim.broker.LanClient;
import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients and a broker in virtual time see of the faults that look into MQTT.
class LanMqttFaultTest {
  private static final long SECOND = 1_000_000_000L;

  private final World world = new World(1);
  private final Lan lan = new Lan(world);
  private final List<String> seen = new ArrayList<>();
  private final VirtualBroker broker = new VirtualBroker(world, each -> seen.add(each.topic()));
  private final LanProxy proxy;

  LanMqttFaultTest() {
    lan.listen("inner", 1_883, broker);
    proxy = new LanProxy(world, lan, "broker", "inner", 1_883, 1);
  }

  private LanClient client(String id) throws IOException {
    return new LanClient(world, lan, id, false, null);
  }

  private static Packet.Publish message(String topic, int id) {
    return new Packet.Publish(false, 1, false, topic, id, "x".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void aRefusedConnectIsAnsweredWithItsCodeAndClosed(int code) throws IOException {
    LanClient before = client("before");
    proxy.set(new NetFault.ConnackRefused(code));
    before.hear();
    assertEquals(Tcp.State.CLOSED, before.tcp.state());
    LanClient client = new LanClient(world, lan);
    client.say(new Packet.Connect(Packet.LEVEL, "one", false, 60, null, null, null));
    assertEquals(List.of(new Packet.Connack(false, code)), client.got);
    assertEquals(Tcp.State.CLOSED, client.tcp.state());
    assertEquals(0, broker.connected());
    proxy.lift(NetFault.Kind.CONNACK_REFUSED);
    client("one");
  }

  @Test
  void aLostSessionThrowsThePresentClientOutAndIsNotThereAnyMore() throws IOException {
    LanClient client = client("one");
    client.subscribe("set/#");
    proxy.set(new NetFault.SessionLost());
    client.hear();
    assertEquals(Tcp.State.CLOSED, client.tcp.state());
    proxy.lift(NetFault.Kind.SESSION_LOST);
    assertEquals(new Packet.Connack(false, 0), client("one").got.getFirst());
    assertEquals(0, proxy.traffic().failedErrands());
  }

  @Test
  void aClientIsTakenOverSoLongAfterEachWelcome() throws IOException {
    proxy.set(new NetFault.TakenOver(5 * SECOND));
    for (int i = 0; i < 3; i++) {
      LanClient client = client("one");
      world.runTo(world.nowNanos() + 5 * SECOND - 1);
      assertEquals(Tcp.State.ESTABLISHED, client.tcp.state());
      world.runTo(world.nowNanos() + 1);
      assertEquals(Tcp.State.CLOSED, client.tcp.state());
    }
  }

  @Test
  void aMessageOfARefusedTopicEndsTheConnectionOrIsDropped() throws IOException {
    proxy.set(new NetFault.TopicRefused("secret/#", NetFault.Veto.CLOSE));
    LanClient client = client("one");
    client.say(message("open", 1));
    client.say(message("secret/a", 2));
    world.runTo(world.nowNanos() + SECOND);
    assertEquals(Tcp.State.CLOSED, client.tcp.state());
    proxy.set(new NetFault.TopicRefused("secret/#", NetFault.Veto.DROP));
    LanClient other = client("two");
    other.say(message("secret/a", 3));
    other.say(message("open", 4));
    assertEquals(List.of(new Packet.Puback(3), new Packet.Puback(4)), other.got.subList(1, 3));
    assertEquals(List.of("open", "open"), seen);
    assertEquals(2, proxy.traffic().vetoed());
  }
}
