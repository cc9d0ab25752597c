package io.tidegate.gateway.mqtt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// PUBLISH as MQTT 3.1.1 has it (section 3.3): a byte of type and flags, the length of the rest in
/// seven bits a byte, the topic behind its length, the packet's number unless QoS 0, the payload.
/// And PUBREL (section 3.6), which ends the broker's knowledge of such a number with QoS 2.
final class PublishPacket {
  private static final int PUBLISH = 0x30;
  private static final int PUBREL = 0x62;
  private static final int RETAIN = 1;
  private static final int NUMBER_BYTES = 2;

  private PublishPacket() {}

  static void write(
      ByteArrayOutputStream out, String topic, byte[] payload, int qos, boolean retain, int id) {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    int numbers = qos == 0 ? NUMBER_BYTES : 2 * NUMBER_BYTES;
    out.write(PUBLISH | qos << 1 | (retain ? RETAIN : 0));
    writeLength(out, numbers + name.length + payload.length);
    writeNumber(out, name.length);
    out.writeBytes(name);
    if (qos > 0) {
      writeNumber(out, id);
    }
    out.writeBytes(payload);
  }

  static void writeRelease(ByteArrayOutputStream out, int id) {
    out.write(PUBREL);
    writeLength(out, NUMBER_BYTES);
    writeNumber(out, id);
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    int left = length;
    for (; left > 0x7F; left >>>= 7) {
      out.write(left & 0x7F | 0x80);
    }
    out.write(left);
  }

  private static void writeNumber(ByteArrayOutputStream out, int number) {
    out.write(number >> 8);
    out.write(number);
  }
}
