package io.tidegate.gateway.system;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One MQTT 3.1.1 packet, as far as the tests have to read and make them. It shares no code with
/// Paho: it is the judge's own eye.
///
/// ```
/// byte 1       type (high half), flags (low half)
/// bytes 2..    remaining length, 7 bits each, low first
/// body
/// ```
public record MqttPacket(int type, int flags, byte[] body) {
  public static final int CONNECT = 1;
  public static final int CONNACK = 2;
  public static final int PUBLISH = 3;
  public static final int PUBACK = 4;
  public static final int PUBREC = 5;
  public static final int PUBREL = 6;
  public static final int PUBCOMP = 7;
  public static final int SUBSCRIBE = 8;
  public static final int SUBACK = 9;
  public static final int PINGREQ = 12;
  public static final int PINGRESP = 13;
  public static final int DISCONNECT = 14;

  /// The next packet, or null at the end of the stream.
  public static MqttPacket read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.read();
      if (next < 0 || shift > 21) {
        throw new EOFException("no MQTT packet: its length is cut or too long");
      }
      length |= (next & 0x7f) << shift;
      if ((next & 0x80) == 0) {
        break;
      }
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("cut within a packet");
    }
    return new MqttPacket(first >> 4, first & 0xf, body);
  }

  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 5);
    bytes.write(type << 4 | flags);
    int left = body.length;
    do {
      int next = left & 0x7f;
      left >>= 7;
      bytes.write(left > 0 ? next | 0x80 : next);
    } while (left > 0);
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  public static MqttPacket connect(
      String clientId, boolean cleanSession, String user, String word) {
    int flags = (cleanSession ? 2 : 0) | (user == null ? 0 : 0xC0);
    return make(
        CONNECT,
        0,
        out -> {
          out.writeUTF("MQTT");
          out.write(4);
          out.write(flags);
          out.writeShort(0);
          out.writeUTF(clientId);
          if (user != null) {
            out.writeUTF(user);
            out.writeUTF(word);
          }
        });
  }

  public static MqttPacket connack(boolean sessionPresent, int code) {
    return make(
        CONNACK,
        0,
        out -> {
          out.write(sessionPresent ? 1 : 0);
          out.write(code);
        });
  }

  public static MqttPacket subscribe(int id, String filter, int qos) {
    return make(
        SUBSCRIBE,
        2,
        out -> {
          out.writeShort(id);
          out.writeUTF(filter);
          out.write(qos);
        });
  }

  public static MqttPacket publish(int id, String topic, byte[] payload, int qos, boolean retain) {
    return make(
        PUBLISH,
        qos << 1 | (retain ? 1 : 0),
        out -> {
          out.writeUTF(topic);
          if (qos > 0) {
            out.writeShort(id);
          }
          out.write(payload);
        });
  }

  public static MqttPacket puback(int id) {
    return make(PUBACK, 0, out -> out.writeShort(id));
  }

  /// An answer within the handshake of QoS 2: PUBREC, PUBREL or PUBCOMP.
  public static MqttPacket step(int type, int id) {
    return make(type, type == PUBREL ? 2 : 0, out -> out.writeShort(id));
  }

  public static MqttPacket empty(int type) {
    return new MqttPacket(type, 0, new byte[0]);
  }

  /// QoS, duplicate and retain of a PUBLISH.
  public int qos() {
    return flags >> 1 & 3;
  }

  public boolean isRetained() {
    return (flags & 1) != 0;
  }

  public boolean isDuplicate() {
    return (flags & 8) != 0;
  }

  public String topic() {
    return new String(body, 2, unsigned(0), StandardCharsets.UTF_8);
  }

  public byte[] payload() {
    return Arrays.copyOfRange(body, 2 + unsigned(0) + (qos() > 0 ? 2 : 0), body.length);
  }

  /// The packet id, of a PUBLISH with a QoS or of an acknowledgement.
  public int id() {
    return unsigned(type == PUBLISH ? 2 + unsigned(0) : 0);
  }

  private int unsigned(int at) {
    return (body[at] & 0xff) << 8 | body[at + 1] & 0xff;
  }

  private interface Fill {
    void write(DataOutputStream out) throws IOException;
  }

  private static MqttPacket make(int type, int flags, Fill fill) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(body)) {
      fill.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MqttPacket(type, flags, body.toByteArray());
  }
}
