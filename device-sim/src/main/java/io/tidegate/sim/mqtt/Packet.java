package io.tidegate.sim.mqtt;

import java.util.List;

/// The packets of MQTT 3.1.1.
public sealed interface Packet {
  /// The protocol level of 3.1.1.
  int LEVEL = 4;

  /// `level` is kept as it came, so that a server can refuse it. `will`, `username` and `password`
  /// are null where the client gave none.
  record Connect(
      int level,
      String clientId,
      boolean cleanSession,
      int keepAliveSeconds,
      Publish will,
      String username,
      byte[] password)
      implements Packet {}

  /// Codes 1 to 5: level, client id, not available, user or password, not authorised.
  record Connack(boolean sessionPresent, int code) implements Packet {}

  /// `id` is 0 with QoS 0.
  record Publish(boolean repeated, int qos, boolean retained, String topic, int id, byte[] payload)
      implements Packet {

    /// The same message as another packet.
    public Publish as(boolean repeated, int qos, boolean retained, int id) {
      return new Publish(repeated, qos, retained, topic, id, payload);
    }
  }

  record Puback(int id) implements Packet {}

  record Pubrec(int id) implements Packet {}

  record Pubrel(int id) implements Packet {}

  record Pubcomp(int id) implements Packet {}

  record Subscribe(int id, List<Wish> wishes) implements Packet {}

  /// A filter and the QoS wanted for it.
  record Wish(String filter, int qos) {}

  /// One code per wish: the QoS granted, or 0x80 for refused.
  record Suback(int id, List<Integer> codes) implements Packet {}

  record Unsubscribe(int id, List<String> filters) implements Packet {}

  record Unsuback(int id) implements Packet {}

  record Pingreq() implements Packet {}

  record Pingresp() implements Packet {}

  record Disconnect() implements Packet {}
}
