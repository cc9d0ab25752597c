package io.tidegate.sim.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.mqtt.Frames;
import io.tidegate.sim.mqtt.ProtocolException;
import java.util.Arrays;

/// How the library reads a packet: byte by byte into a buffer that keeps no more than its size, and
/// with a limit for each byte. When one does not come in time, what has come is forgotten, and
/// whatever follows is taken for the beginning of a packet.
final class Incoming {
  enum Outcome {
    WAITING,
    WHOLE,
    /// Longer than the buffer: read to its end and forgotten.
    TOO_LONG,
    LATE,
    /// No packet can begin so.
    BROKEN
  }

  private static final int CHUNK_BYTES = 64;
  private static final int CONNACK_BYTES = 4;

  private final Frames frames;
  private int sinceMillis;

  Incoming(int bufferBytes) {
    frames = new Frames(bufferBytes, Frames.Oversize.SKIP);
  }

  /// From now on a byte is waited for.
  void begin(int nowMillis) {
    sinceMillis = nowMillis;
  }

  int leftMillis(int timeoutMillis, int nowMillis) {
    return Millis.left(timeoutMillis, sinceMillis, nowMillis);
  }

  Outcome read(WifiClient socket, int timeoutMillis, int nowMillis) {
    byte[] some = new byte[CHUNK_BYTES];
    try {
      int count = socket.read(some, Math.min(some.length, frames.missing()));
      while (count > 0) {
        sinceMillis = nowMillis;
        frames.feed(some, 0, count);
        if (frames.isWhole()) {
          return frames.isSkipped() ? Outcome.TOO_LONG : Outcome.WHOLE;
        }
        count = socket.read(some, Math.min(some.length, frames.missing()));
      }
    } catch (ProtocolException _) {
      frames.reset();
      return Outcome.BROKEN;
    }
    if (leftMillis(timeoutMillis, nowMillis) > 0) {
      return Outcome.WAITING;
    }
    frames.reset();
    return Outcome.LATE;
  }

  void forget() {
    frames.reset();
  }

  // of the packet that has come

  /// Its first byte without the flags.
  int type() {
    return frames.bytes()[0] & 0xF0;
  }

  /// Any packet of four bytes passes for a CONNACK; -1 for another length.
  int connackCode() {
    return frames.length() == CONNACK_BYTES ? frames.bytes()[3] & 0xFF : -1;
  }

  /// Of a PUBLISH: false when it ends before its payload could begin; the library would read on in
  /// its memory.
  boolean hasPayload() {
    return frames.length() >= topicAt() && frames.length() >= payloadAt();
  }

  String topic() {
    return new String(frames.bytes(), topicAt(), word(topicAt() - 2), UTF_8);
  }

  byte[] payload() {
    return Arrays.copyOfRange(frames.bytes(), payloadAt(), frames.length());
  }

  /// Whether it asks for a PUBACK.
  boolean hasId() {
    return (frames.bytes()[0] & 0x06) == 0x02;
  }

  int id() {
    return word(payloadAt() - 2);
  }

  private int topicAt() {
    return frames.headerLength() + 2;
  }

  private int payloadAt() {
    return topicAt() + word(topicAt() - 2) + (hasId() ? 2 : 0);
  }

  private int word(int at) {
    return (frames.bytes()[at] & 0xFF) << 8 | frames.bytes()[at + 1] & 0xFF;
  }
}
