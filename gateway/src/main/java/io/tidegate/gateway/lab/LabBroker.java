package io.tidegate.gateway.lab;

import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.scenario.Air;
import io.tidegate.sim.scenario.WifiPlan;
import io.tidegate.sim.world.World;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The broker as boards with WiFi see it, byte by byte. What the gateway publishes passes here too,
/// so that boards hear it.
final class LabBroker {
  private static final String HOST = "broker";
  private static final int PORT = 1883;

  private final Lan lan;
  private final VirtualBroker broker;

  /// `witness` sees every message, whoever published it.
  LabBroker(World world, Consumer<Packet.Publish> witness) {
    this.lan = new Lan(world);
    this.broker = new VirtualBroker(world, witness);
    lan.listen(HOST, PORT, broker);
  }

  /// An access point with this broker behind it.
  Air air(World world, WifiPlan wifi) {
    return new Air(world, wifi, lan, HOST, PORT);
  }

  /// The gateway's message.
  void publish(String topic, byte[] payload, boolean retained) {
    broker.publish(topic, payload, retained);
  }

  // its faults

  void reach(Lan.Reach reach) {
    lan.reach(HOST, PORT, reach);
  }

  void cut() {
    broker.cut();
  }

  void refuseTopics(Predicate<String> topic) {
    broker.refuseTopics(topic);
  }

  /// By this code of CONNACK; 0 lets everybody in.
  void refuseConnects(int code) {
    broker.refuse(code);
  }
}
