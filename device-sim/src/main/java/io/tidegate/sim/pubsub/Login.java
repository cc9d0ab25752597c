package io.tidegate.sim.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketWriter;

/// What a sketch gives to connect(): `username`, `password` and `will` may be null. The library
/// leaves a password out when there is no user.
public record Login(
    String clientId, String username, String password, Packet.Publish will, boolean cleanSession) {

  /// connect(id)
  public static Login of(String clientId) {
    return new Login(clientId, null, null, null, true);
  }

  public Login withUser(String user, String word) {
    return new Login(clientId, user, word, will, cleanSession);
  }

  public Login withWill(String topic, int qos, boolean retained, String payload) {
    if (qos < 0 || qos > 2) {
      throw new IllegalArgumentException("QoS of the will: expected 0 to 2, got " + qos);
    }
    Packet.Publish last =
        new Packet.Publish(false, qos, retained, topic, 0, payload.getBytes(UTF_8));
    return new Login(clientId, username, password, last, cleanSession);
  }

  /// What its CONNECT takes of the library's buffer; one that takes more than there is is never
  /// sent, and the sketch is not told why.
  public int bufferBytes() {
    return PubSubClient.bufferBytes(PacketWriter.bytes(packet(PubSubClient.KEEP_ALIVE_SECONDS)));
  }

  Packet packet(int keepAliveSeconds) {
    byte[] word = username == null || password == null ? null : password.getBytes(UTF_8);
    return new Packet.Connect(
        Packet.LEVEL, clientId, cleanSession, keepAliveSeconds, will, username, word);
  }
}
