package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.system.MqttPacket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// A broker that keeps a session and delivers a message of QoS 2 when it comes, as the standard
/// allows (4.3.3, method A): it keeps the id until PUBREL, and a PUBLISH with an id it keeps is for
/// it the same message again. Mosquitto delivers at PUBREL.
final class KeepingBroker implements AutoCloseable {
  private final FaultyServer server = new FaultyServer(this::meet);
  private final Set<Integer> held = ConcurrentHashMap.newKeySet();
  private volatile boolean known;

  /// What subscribers would get.
  final List<String> delivered = new CopyOnWriteArrayList<>();

  /// Such a packet is not taken and ends the connection.
  volatile Predicate<MqttPacket> fatal = _ -> false;

  /// Such a packet is not taken.
  volatile Predicate<MqttPacket> ignored = _ -> false;

  KeepingBroker() throws IOException {}

  int port() {
    return server.port();
  }

  int held() {
    return held.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void meet(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
    MqttPacket.read(in);
    out.write(MqttPacket.connack(known, 0).toBytes());
    known = true;
    for (MqttPacket next = MqttPacket.read(in); next != null; next = MqttPacket.read(in)) {
      if (fatal.test(next)) {
        socket.close();
      } else if (!ignored.test(next)) {
        take(next, out);
      }
    }
  }

  private void take(MqttPacket packet, OutputStream out) throws IOException {
    switch (packet.type()) {
      case MqttPacket.PUBLISH -> {
        if (held.add(packet.id())) {
          delivered.add(new String(packet.payload(), StandardCharsets.UTF_8));
        }
        out.write(MqttPacket.step(MqttPacket.PUBREC, packet.id()).toBytes());
      }
      case MqttPacket.PUBREL -> {
        held.remove(packet.id());
        out.write(MqttPacket.step(MqttPacket.PUBCOMP, packet.id()).toBytes());
      }
      case MqttPacket.PINGREQ -> out.write(MqttPacket.empty(MqttPacket.PINGRESP).toBytes());
      default -> {}
    }
  }
}
