package io.tidegate.sim.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Packets as bytes; the other half of [PacketDecoder].
public final class PacketWriter {
  private static final int MORE = 0x80;
  private static final int MOST_TEXT_BYTES = 0xFFFF;
  private static final int MOST_REST_BYTES = (1 << 28) - 1;

  private PacketWriter() {}

  /// Texts have at most 65,535 bytes; a longer one throws IllegalArgumentException.
  public static byte[] bytes(Packet packet) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(rest)) {
      return whole(write(packet, out), rest);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /// Writes what comes behind the length; gives the first byte, type and flags.
  private static int write(Packet packet, DataOutputStream out) throws IOException {
    switch (packet) {
      case Packet.Connect connect -> {
        connect(connect, out);
        return 0x10;
      }
      case Packet.Connack(boolean sessionPresent, int code) -> {
        out.writeByte(sessionPresent ? 1 : 0);
        out.writeByte(code);
        return 0x20;
      }
      case Packet.Publish publish -> {
        return publish(publish, out);
      }
      case Packet.Puback(int id) -> {
        out.writeShort(id);
        return 0x40;
      }
      case Packet.Pubrec(int id) -> {
        out.writeShort(id);
        return 0x50;
      }
      case Packet.Pubrel(int id) -> {
        out.writeShort(id);
        return 0x62;
      }
      case Packet.Pubcomp(int id) -> {
        out.writeShort(id);
        return 0x70;
      }
      case Packet.Subscribe(int id, var wishes) -> {
        out.writeShort(id);
        for (Packet.Wish wish : wishes) {
          text(wish.filter(), out);
          out.writeByte(wish.qos());
        }
        return 0x82;
      }
      case Packet.Suback(int id, var codes) -> {
        out.writeShort(id);
        for (int code : codes) {
          out.writeByte(code);
        }
        return 0x90;
      }
      case Packet.Unsubscribe(int id, var filters) -> {
        out.writeShort(id);
        for (String filter : filters) {
          text(filter, out);
        }
        return 0xA2;
      }
      case Packet.Unsuback(int id) -> {
        out.writeShort(id);
        return 0xB0;
      }
      case Packet.Pingreq() -> {
        return 0xC0;
      }
      case Packet.Pingresp() -> {
        return 0xD0;
      }
      case Packet.Disconnect() -> {
        return 0xE0;
      }
    }
  }

  private static void connect(Packet.Connect connect, DataOutputStream out) throws IOException {
    Packet.Publish will = connect.will();
    int flags = connect.cleanSession() ? 0x02 : 0;
    if (will != null) {
      flags |= 0x04 | will.qos() << 3 | (will.retained() ? 0x20 : 0);
    }
    flags |= connect.username() != null ? 0x80 : 0;
    flags |= connect.password() != null ? 0x40 : 0;
    text("MQTT", out);
    out.writeByte(connect.level());
    out.writeByte(flags);
    out.writeShort(connect.keepAliveSeconds());
    text(connect.clientId(), out);
    if (will != null) {
      text(will.topic(), out);
      block(will.payload(), out);
    }
    if (connect.username() != null) {
      text(connect.username(), out);
    }
    if (connect.password() != null) {
      block(connect.password(), out);
    }
  }

  private static int publish(Packet.Publish publish, DataOutputStream out) throws IOException {
    text(publish.topic(), out);
    if (publish.qos() > 0) {
      out.writeShort(publish.id());
    }
    out.write(publish.payload());
    return 0x30 | (publish.repeated() ? 8 : 0) | publish.qos() << 1 | (publish.retained() ? 1 : 0);
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    block(text.getBytes(StandardCharsets.UTF_8), out);
  }

  private static void block(byte[] bytes, DataOutputStream out) throws IOException {
    if (bytes.length > MOST_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "a text in a packet: expected at most 65535 bytes, got " + bytes.length);
    }
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static byte[] whole(int first, ByteArrayOutputStream rest) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(rest.size() + 5);
    all.write(first);
    int length = rest.size();
    if (length > MOST_REST_BYTES) {
      throw new IllegalArgumentException(
          "a packet: expected at most " + MOST_REST_BYTES + " bytes, got " + length);
    }
    do {
      int low = length & 0x7F;
      length >>= 7;
      all.write(length > 0 ? low | MORE : low);
    } while (length > 0);
    all.writeBytes(rest.toByteArray());
    return all.toByteArray();
  }
}
