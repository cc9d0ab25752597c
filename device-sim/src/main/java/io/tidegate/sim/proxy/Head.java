package io.tidegate.sim.proxy;

import java.nio.charset.StandardCharsets;

/// The beginning of a packet: enough to know what it is about.
///
/// @param start where what follows the length begins
record Head(byte[] bytes, int start) {
  static final int CONNECT = 1;
  static final int CONNACK = 2;
  static final int PUBLISH = 3;
  static final int PUBACK = 4;
  static final int PUBREL = 6;

  int type() {
    return (bytes[0] & 0xFF) >> 4;
  }

  /// Of a PUBLISH.
  int qos() {
    return bytes[0] >> 1 & 3;
  }

  /// Of a PUBLISH; empty when the packet ends before.
  String topic() {
    int length = pair(start);
    return start + 2 + length > bytes.length
        ? ""
        : new String(bytes, start + 2, length, StandardCharsets.UTF_8);
  }

  /// Of a PUBLISH with an id, or of an answer to one; 0 when the packet ends before.
  int id() {
    return pair(type() == PUBLISH ? start + 2 + pair(start) : start);
  }

  /// Of a CONNACK; less than 0 when the packet ends before.
  int code() {
    return start + 2 > bytes.length ? -1 : bytes[start + 1] & 0xFF;
  }

  private int pair(int at) {
    return at + 2 > bytes.length ? 0 : (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }
}
