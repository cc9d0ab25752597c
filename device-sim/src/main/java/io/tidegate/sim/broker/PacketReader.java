package io.tidegate.sim.broker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads packets, one at a time.
///
/// ```
/// | type 4 bits | flags 4 bits | rest's length, 7 bits a byte, low first, 1 to 4 bytes | rest |
/// ```
public final class PacketReader {
  /// A longer packet ends the connection.
  public static final int LIMIT_BYTES = 1 << 20;

  private static final int MORE = 0x80;

  private final InputStream in;

  public PacketReader(InputStream in) {
    this.in = in;
  }

  /// Waits for a packet; null when the other side closed between two packets.
  public Packet read() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    byte[] rest = in.readNBytes(length());
    return decode(first >> 4, first & 0xF, ByteBuffer.wrap(rest));
  }

  private int length() throws IOException {
    int length = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed within a packet");
      }
      length |= (next & ~MORE) << shift;
      if ((next & MORE) == 0) {
        check(length <= LIMIT_BYTES, "a packet of " + length + " bytes");
        return length;
      }
    }
    throw new ProtocolException("a length of more than four bytes");
  }

  private static Packet decode(int type, int flags, ByteBuffer rest) throws IOException {
    try {
      Packet packet =
          switch (type) {
            case 1 -> connect(rest);
            case 2 -> new Packet.Connack((rest.get() & 1) != 0, rest.get());
            case 3 -> publish(flags, rest);
            case 4 -> new Packet.Puback(id(rest));
            case 8 -> subscribe(flags, rest);
            case 9 -> suback(rest);
            case 10 -> unsubscribe(flags, rest);
            case 11 -> new Packet.Unsuback(id(rest));
            case 12 -> new Packet.Pingreq();
            case 13 -> new Packet.Pingresp();
            case 14 -> new Packet.Disconnect();
            case 5, 6, 7 -> throw new ProtocolException("QoS 2 is not spoken here");
            default -> throw new ProtocolException("no packet has type " + type);
          };
      check(!rest.hasRemaining(), "bytes behind the end of a packet of type " + type);
      return packet;
    } catch (java.nio.BufferUnderflowException _) {
      throw new ProtocolException("a packet of type " + type + " is too short");
    }
  }

  private static Packet connect(ByteBuffer rest) throws IOException {
    String name = text(rest);
    check(name.equals("MQTT") || name.equals("MQIsdp"), "the protocol is called " + name);
    int level = rest.get();
    int flags = rest.get() & 0xFF;
    check((flags & 1) == 0, "the reserved flag of CONNECT is set");
    int keepAliveSeconds = rest.getShort() & 0xFFFF;
    String clientId = text(rest);
    Packet.Publish will = null;
    if ((flags & 0x04) != 0) {
      int qos = flags >> 3 & 3;
      check(qos < 3, "a will of QoS 3");
      will = new Packet.Publish(false, qos, (flags & 0x20) != 0, text(rest), 0, bytes(rest));
    }
    String username = (flags & 0x80) != 0 ? text(rest) : null;
    byte[] password = (flags & 0x40) != 0 ? bytes(rest) : null;
    return new Packet.Connect(
        level, clientId, (flags & 2) != 0, keepAliveSeconds, will, username, password);
  }

  private static Packet publish(int flags, ByteBuffer rest) throws IOException {
    int qos = flags >> 1 & 3;
    check(qos < 2, "a message of QoS " + qos + ": only 0 and 1 are spoken here");
    String topic = text(rest);
    check(!topic.isEmpty() && topic.indexOf('+') < 0 && topic.indexOf('#') < 0, "topic " + topic);
    int id = qos == 0 ? 0 : id(rest);
    byte[] payload = new byte[rest.remaining()];
    rest.get(payload);
    return new Packet.Publish((flags & 8) != 0, qos, (flags & 1) != 0, topic, id, payload);
  }

  private static Packet subscribe(int flags, ByteBuffer rest) throws IOException {
    check(flags == 2, "the flags of SUBSCRIBE");
    int id = id(rest);
    List<Packet.Wish> wishes = new ArrayList<>();
    do {
      String filter = text(rest);
      int qos = rest.get();
      check(TopicFilter.isValid(filter), "filter " + filter);
      check(qos >= 0 && qos < 3, "a subscription with QoS " + qos);
      wishes.add(new Packet.Wish(filter, qos));
    } while (rest.hasRemaining());
    return new Packet.Subscribe(id, List.copyOf(wishes));
  }

  private static Packet suback(ByteBuffer rest) throws IOException {
    int id = id(rest);
    List<Integer> codes = new ArrayList<>();
    while (rest.hasRemaining()) {
      codes.add(rest.get() & 0xFF);
    }
    return new Packet.Suback(id, List.copyOf(codes));
  }

  private static Packet unsubscribe(int flags, ByteBuffer rest) throws IOException {
    check(flags == 2, "the flags of UNSUBSCRIBE");
    int id = id(rest);
    List<String> filters = new ArrayList<>();
    do {
      filters.add(text(rest));
    } while (rest.hasRemaining());
    return new Packet.Unsubscribe(id, List.copyOf(filters));
  }

  private static int id(ByteBuffer rest) throws IOException {
    int id = rest.getShort() & 0xFFFF;
    check(id != 0, "the packet id 0");
    return id;
  }

  private static String text(ByteBuffer rest) throws IOException {
    byte[] bytes = bytes(rest);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      check(text.indexOf('\0') < 0, "a NUL in a text");
      return text;
    } catch (CharacterCodingException _) {
      throw new ProtocolException("a text that is not UTF-8");
    }
  }

  private static byte[] bytes(ByteBuffer rest) {
    byte[] bytes = new byte[Math.min(rest.getShort() & 0xFFFF, rest.remaining() + 1)];
    rest.get(bytes);
    return bytes;
  }

  private static void check(boolean holds, String otherwise) throws ProtocolException {
    if (!holds) {
      throw new ProtocolException(otherwise);
    }
  }
}
