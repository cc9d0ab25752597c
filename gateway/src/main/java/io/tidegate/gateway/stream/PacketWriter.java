package io.tidegate.gateway.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What the server says.
final class PacketWriter {
  private PacketWriter() {}

  /// `code` 0: welcome. A session is never one that was kept.
  static byte[] connack(int code) {
    return packet(Packet.CONNACK, 0, new byte[] {0, (byte) code});
  }

  static byte[] puback(int id) {
    return packet(Packet.PUBACK, 0, new byte[] {(byte) (id >> 8), (byte) id});
  }

  static byte[] suback(int id, byte[] codes) {
    byte[] body = new byte[2 + codes.length];
    body[0] = (byte) (id >> 8);
    body[1] = (byte) id;
    System.arraycopy(codes, 0, body, 2, codes.length);
    return packet(Packet.SUBACK, 0, body);
  }

  static byte[] unsuback(int id) {
    return packet(Packet.UNSUBACK, 0, new byte[] {(byte) (id >> 8), (byte) id});
  }

  static byte[] pingresp() {
    return packet(Packet.PINGRESP, 0, new byte[0]);
  }

  /// With QoS 0.
  static byte[] publish(String topic, byte[] payload, boolean retain) {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[2 + name.length + payload.length];
    body[0] = (byte) (name.length >> 8);
    body[1] = (byte) name.length;
    System.arraycopy(name, 0, body, 2, name.length);
    System.arraycopy(payload, 0, body, 2 + name.length, payload.length);
    return packet(Packet.PUBLISH, retain ? 1 : 0, body);
  }

  private static byte[] packet(int type, int flags, byte[] body) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(type << 4 | flags);
    int left = body.length;
    do {
      packet.write(left > 0x7F ? left & 0x7F | 0x80 : left);
      left >>= 7;
    } while (left > 0);
    packet.writeBytes(body);
    return packet.toByteArray();
  }
}
