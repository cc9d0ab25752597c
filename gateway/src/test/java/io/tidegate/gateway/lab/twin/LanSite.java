package io.tidegate.gateway.lab.twin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.mqtt.MqttSettings;
import io.tidegate.gateway.mqtt.Secret;
import io.tidegate.gateway.mqtt.Server;
import io.tidegate.gateway.mqtt.TlsFiles;
import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.proxy.LanProxy;
import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.List;

/// An uplink, the network it is on with what can befall it, and the broker; in the core's place
/// one that only listens.
final class LanSite {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000 * MILLI;
  static final int WINDOW = 4;
  static final int KEEP_ALIVE_SECONDS = 30;
  static final int CONNECT_LIMIT_SECONDS = 10;
  static final Server BROKER = new Server("broker", 1_883, false);

  final World world = new World(1);
  final Lan lan = new Lan(world);
  final List<String> seen = new ArrayList<>();
  final VirtualBroker broker = new VirtualBroker(world, message -> seen.add(words(message)));
  final LanProxy proxy;
  final LanUplink uplink;

  // what the core would be told
  final List<Input> told = new ArrayList<>();
  final List<Input.Arrived> arrived = new ArrayList<>();

  /// How many more arrivals find room.
  int room = Integer.MAX_VALUE;

  LanSite() {
    this(BROKER);
  }

  LanSite(Server... servers) {
    lan.listen("behind", 1_883, broker);
    proxy = new LanProxy(world, lan, "broker", "behind", 1_883, 1);
    uplink = new LanUplink(world, lan, settings(List.of(servers)));
    uplink.attach(told::add, this::command);
  }

  private static MqttSettings settings(List<Server> servers) {
    return new MqttSettings(
        servers,
        "gateway",
        "somebody",
        new Secret.None(),
        TlsFiles.NONE,
        KEEP_ALIVE_SECONDS,
        CONNECT_LIMIT_SECONDS,
        new MqttSettings.Will("status", "offline", 1, true),
        List.of("set/#", "status"),
        WINDOW);
  }

  private boolean command(Input.Arrived message) {
    if (room == 0) {
      return false;
    }
    room--;
    arrived.add(message);
    return true;
  }

  private static String words(Packet.Publish message) {
    return message.topic()
        + " "
        + new String(message.payload(), UTF_8)
        + (message.retained() ? " retained" : "");
  }

  void reach(Lan.Reach reach) {
    lan.reach("broker", 1_883, reach);
  }

  void pass(long nanos) {
    world.runTo(world.nowNanos() + nanos);
  }

  /// Connects, and forgets that it was told so.
  Input.BrokerUp up(long connection) {
    uplink.connect(connection);
    pass(SECOND);
    assertEquals(1, told.size(), told::toString);
    return assertInstanceOf(Input.BrokerUp.class, told.removeFirst());
  }

  boolean publish(long connection, long token, int qos) {
    return uplink.publish(connection, token, "t", ("" + token).getBytes(UTF_8), qos, false);
  }

  /// The end that was told last; it was told once.
  Input.BrokerDown down(long connection) {
    List<Input.BrokerDown> downs =
        told.stream()
            .filter(Input.BrokerDown.class::isInstance)
            .map(Input.BrokerDown.class::cast)
            .filter(each -> each.connection() == connection)
            .toList();
    assertEquals(1, downs.size(), told::toString);
    return downs.getFirst();
  }

  boolean isDown() {
    return told.stream().anyMatch(Input.BrokerDown.class::isInstance);
  }

  List<Long> acknowledged() {
    List<Long> tokens = new ArrayList<>();
    told.forEach(
        each -> {
          if (each instanceof Input.Acknowledged(_, long token)) {
            tokens.add(token);
          }
        });
    return tokens;
  }

  List<String> arrivals() {
    return arrived.stream().map(each -> new String(each.payload(), UTF_8)).toList();
  }

  void passUntilDown(long limitNanos) {
    long endNanos = world.nowNanos() + limitNanos;
    while (!isDown() && world.nowNanos() < endNanos) {
      pass(10 * MILLI);
    }
    assertTrue(isDown(), "it stands");
  }
}
