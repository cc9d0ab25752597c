package io.tidegate.gateway.stream;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the fields of a packet, one after the other. What is not there or no good makes it bad and
/// reads as nothing: the caller looks once, at the end.
final class Body {
  private final byte[] bytes;
  private int at;
  private boolean bad;

  Body(byte[] bytes) {
    this.bytes = bytes;
  }

  int u8() {
    return has(1) ? bytes[at++] & 0xFF : 0;
  }

  int u16() {
    int high = u8();
    return high << 8 | u8();
  }

  byte[] blob() {
    int length = u16();
    if (!has(length)) {
      return new byte[0];
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(blob())).toString();
    } catch (CharacterCodingException _) {
      bad = true;
      return "";
    }
  }

  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
    at = bytes.length;
    return rest;
  }

  boolean ended() {
    return at == bytes.length || bad;
  }

  /// All was read, and all was good.
  boolean good() {
    return !bad && at == bytes.length;
  }

  private boolean has(int count) {
    bad |= bytes.length - at < count;
    return !bad;
  }
}
