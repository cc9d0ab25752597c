package io.tidegate.sim.mqtt;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Bytes in pieces go in, packets come out; what breaks the standard ends it.
public final class PacketDecoder {
  /// A longer packet breaks the stream when nothing else is said.
  public static final int LIMIT_BYTES = 1 << 20;

  private static final int CONNECT_USER = 0x80;
  private static final int CONNECT_PASSWORD = 0x40;
  private static final int CONNECT_WILL = 0x04;
  private static final int CONNECT_WILL_DETAILS = 0x38;
  private static final int REFUSED = 0x80;

  /// What is done with a packet; an exception ends the stream.
  public interface Receiver {
    void packet(Packet packet) throws IOException;
  }

  private final Frames frames;

  public PacketDecoder() {
    this(LIMIT_BYTES);
  }

  public PacketDecoder(int limitBytes) {
    frames = new Frames(limitBytes, Frames.Oversize.REFUSE);
  }

  /// Takes all of these bytes. After an exception nothing more may be fed.
  public void feed(byte[] from, int offset, int length, Receiver receiver) throws IOException {
    for (int used = 0; used < length; ) {
      used += frames.feed(from, offset + used, length - used);
      if (frames.isWhole()) {
        receiver.packet(decode(frames));
      }
    }
  }

  /// The packet that has come to its end.
  static Packet decode(Frames frames) throws ProtocolException {
    int first = frames.bytes()[0] & 0xFF;
    int start = frames.headerLength();
    ByteBuffer rest = ByteBuffer.wrap(frames.bytes(), start, frames.length() - start);
    return decode(first >> 4, first & 0xF, rest);
  }

  private static Packet decode(int type, int flags, ByteBuffer rest) throws ProtocolException {
    try {
      if (type != 3) {
        boolean two = type == 6 || type == 8 || type == 10;
        check(flags == (two ? 2 : 0), "flags " + flags + " in a packet of type " + type);
      }
      Packet packet =
          switch (type) {
            case 1 -> connect(rest);
            case 2 -> connack(rest);
            case 3 -> publish(flags, rest);
            case 4 -> new Packet.Puback(id(rest));
            case 5 -> new Packet.Pubrec(id(rest));
            case 6 -> new Packet.Pubrel(id(rest));
            case 7 -> new Packet.Pubcomp(id(rest));
            case 8 -> subscribe(rest);
            case 9 -> suback(rest);
            case 10 -> unsubscribe(rest);
            case 11 -> new Packet.Unsuback(id(rest));
            case 12 -> new Packet.Pingreq();
            case 13 -> new Packet.Pingresp();
            case 14 -> new Packet.Disconnect();
            default -> throw new ProtocolException("no packet has type " + type);
          };
      check(!rest.hasRemaining(), "bytes behind the end of a packet of type " + type);
      return packet;
    } catch (BufferUnderflowException _) {
      throw new ProtocolException("a packet of type " + type + " is too short");
    }
  }

  private static Packet connect(ByteBuffer rest) throws ProtocolException {
    String name = text(rest);
    check(name.equals("MQTT") || name.equals("MQIsdp"), "the protocol is called " + name);
    int level = rest.get();
    int flags = rest.get() & 0xFF;
    check((flags & 1) == 0, "the reserved flag of CONNECT is set");
    int keepAliveSeconds = rest.getShort() & 0xFFFF;
    String clientId = text(rest);
    Packet.Publish will = null;
    if ((flags & CONNECT_WILL) != 0) {
      int qos = flags >> 3 & 3;
      check(qos < 3, "a will of QoS 3");
      will = new Packet.Publish(false, qos, (flags & 0x20) != 0, text(rest), 0, bytes(rest));
    } else {
      check((flags & CONNECT_WILL_DETAILS) == 0, "flags of a will without a will");
    }
    check(
        (flags & CONNECT_USER) != 0 || (flags & CONNECT_PASSWORD) == 0, "a password without user");
    String username = (flags & CONNECT_USER) != 0 ? text(rest) : null;
    byte[] password = (flags & CONNECT_PASSWORD) != 0 ? bytes(rest) : null;
    return new Packet.Connect(
        level, clientId, (flags & 2) != 0, keepAliveSeconds, will, username, password);
  }

  private static Packet connack(ByteBuffer rest) throws ProtocolException {
    int flags = rest.get();
    check((flags & ~1) == 0, "reserved flags of CONNACK are set");
    return new Packet.Connack(flags != 0, rest.get() & 0xFF);
  }

  private static Packet publish(int flags, ByteBuffer rest) throws ProtocolException {
    int qos = flags >> 1 & 3;
    check(qos < 3, "a message of QoS 3");
    check(qos > 0 || (flags & 8) == 0, "a message of QoS 0 that says it is a repetition");
    String topic = text(rest);
    check(!topic.isEmpty() && topic.indexOf('+') < 0 && topic.indexOf('#') < 0, "topic " + topic);
    int id = qos == 0 ? 0 : id(rest);
    byte[] payload = new byte[rest.remaining()];
    rest.get(payload);
    return new Packet.Publish((flags & 8) != 0, qos, (flags & 1) != 0, topic, id, payload);
  }

  private static Packet subscribe(ByteBuffer rest) throws ProtocolException {
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

  private static Packet suback(ByteBuffer rest) throws ProtocolException {
    int id = id(rest);
    List<Integer> codes = new ArrayList<>();
    do {
      int code = rest.get() & 0xFF;
      check(code < 3 || code == REFUSED, "the code " + code + " in SUBACK");
      codes.add(code);
    } while (rest.hasRemaining());
    return new Packet.Suback(id, List.copyOf(codes));
  }

  private static Packet unsubscribe(ByteBuffer rest) throws ProtocolException {
    int id = id(rest);
    List<String> filters = new ArrayList<>();
    do {
      filters.add(text(rest));
    } while (rest.hasRemaining());
    return new Packet.Unsubscribe(id, List.copyOf(filters));
  }

  private static int id(ByteBuffer rest) throws ProtocolException {
    int id = rest.getShort() & 0xFFFF;
    check(id != 0, "the packet id 0");
    return id;
  }

  private static String text(ByteBuffer rest) throws ProtocolException {
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
    int length = rest.getShort() & 0xFFFF;
    if (length > rest.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    rest.get(bytes);
    return bytes;
  }

  private static void check(boolean holds, String otherwise) throws ProtocolException {
    if (!holds) {
      throw new ProtocolException(otherwise);
    }
  }
}
