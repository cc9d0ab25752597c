package io.tidegate.gateway.lab.twin;

import io.tidegate.gateway.mqtt.ExactlyOnce;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketWriter;
import io.tidegate.sim.net.ByteQueue;
import io.tidegate.sim.net.Tcp;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/// What one connection of a [LanUplink] has to say, until TCP takes it, and the messages that are
/// not done. Its limits and its numbers are those of the gateway's own outbox.
final class LanOutbox {
  /// Beside the core's window: state topics that may be under way.
  static final int SPARE = 64;

  /// With so much unwritten no further message is taken.
  static final int QUEUE_BYTES = 256 * 1_024;

  /// That of the longest packet there is, beside them.
  private static final int MOST_BYTES = QUEUE_BYTES + (1 << 28) + 5;

  /// Smaller numbers are those of SUBSCRIBE.
  private static final int FIRST_ID = 256;

  private static final int LAST_ID = ExactlyOnce.FIRST_ID - 1;
  private static final int CHUNK_BYTES = 1_024;

  /// A message of QoS 0: done when so many bytes are written.
  private record Unwritten(long endBytes, long token) {}

  private final int limit;
  private final LongConsumer done;
  private final ByteQueue bytes = new ByteQueue(MOST_BYTES);
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final Map<Integer, Long> tokensById = new HashMap<>();
  private final ArrayDeque<Unwritten> ofQosZero = new ArrayDeque<>();
  private final ExactlyOnce exactlyOnce = new ExactlyOnce();
  private int lastId = FIRST_ID - 1;
  private long putBytes;
  private long writtenBytes;

  /// `done` is told the token of each message that is acknowledged, with QoS 2 completed, with QoS
  /// 0 written.
  LanOutbox(int window, LongConsumer done) {
    this.limit = window + SPARE;
    this.done = done;
  }

  /// The broker kept the session of a former connection. Before the first message.
  void resumed() {
    exactlyOnce.resumed();
  }

  /// Something that is no message.
  void say(Packet packet) {
    put(PacketWriter.bytes(packet));
  }

  /// False when it takes no more just now.
  boolean add(long token, String topic, byte[] payload, int qos, boolean retain) {
    if (underWay() >= limit || bytes.size() >= QUEUE_BYTES) {
      return false;
    }
    switch (qos) {
      case 0 -> {
        say(new Packet.Publish(false, 0, retain, topic, 0, payload));
        ofQosZero.add(new Unwritten(putBytes, token));
      }
      case 1 -> {
        int id = nextId();
        say(new Packet.Publish(false, 1, retain, topic, id, payload));
        tokensById.put(id, token);
      }
      default -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exactlyOnce.add(token, topic, payload, retain, out);
        put(out.toByteArray());
      }
    }
    return true;
  }

  private int underWay() {
    return tokensById.size() + ofQosZero.size() + exactlyOnce.size();
  }

  private int nextId() {
    do {
      lastId = lastId == LAST_ID ? FIRST_ID : lastId + 1;
    } while (tokensById.containsKey(lastId));
    return lastId;
  }

  private void put(byte[] packets) {
    bytes.put(packets, 0, packets.length);
    putBytes += packets.length;
  }

  // what the broker answers

  void acknowledged(int id) {
    tell(tokensById.remove(id));
  }

  void received(int id) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exactlyOnce.received(id, out);
    put(out.toByteArray());
  }

  void completed(int id) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Long token = exactlyOnce.completed(id, out);
    put(out.toByteArray());
    tell(token);
  }

  private void tell(Long token) {
    if (token != null) {
      done.accept(token);
    }
  }

  /// Gives TCP what it takes.
  void writeTo(Tcp tcp) {
    int taken;
    do {
      int count = bytes.peek(chunk, 0, chunk.length);
      taken = count == 0 ? 0 : tcp.write(chunk, 0, count);
      bytes.drop(taken);
      writtenBytes += taken;
    } while (taken > 0);
    while (!ofQosZero.isEmpty() && ofQosZero.peek().endBytes() <= writtenBytes) {
      done.accept(ofQosZero.poll().token());
    }
  }

  /// No message of QoS 2 is under way: the broker may be told that this is the end.
  boolean mayLeave() {
    return exactlyOnce.isEmpty();
  }

  /// What a person should know when the connection ends now; "" for nothing.
  String remark() {
    return exactlyOnce.remark();
  }
}
