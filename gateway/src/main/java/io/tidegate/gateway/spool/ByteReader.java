package io.tidegate.gateway.spool;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads little-endian bytes that may be anything: past the end it gives zeros and says so.
final class ByteReader {
  private final ByteBuffer bytes;
  private boolean failed;

  /// Reads from `from` to before `to`.
  ByteReader(byte[] bytes, int from, int to) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int end = Math.clamp(to, 0, bytes.length);
    this.bytes.limit(end).position(Math.clamp(from, 0, end));
  }

  /// True when more was asked for than there is.
  boolean failed() {
    return failed;
  }

  void fail() {
    failed = true;
  }

  int position() {
    return bytes.position();
  }

  int u8() {
    return has(1) ? bytes.get() & 0xFF : 0;
  }

  int u16() {
    return has(2) ? bytes.getShort() & 0xFFFF : 0;
  }

  int u32() {
    return has(4) ? bytes.getInt() : 0;
  }

  long u64() {
    return has(8) ? bytes.getLong() : 0;
  }

  byte[] bytes(int length) {
    if (length < 0 || !has(length)) {
      failed = true;
      return new byte[0];
    }
    byte[] value = new byte[length];
    bytes.get(value);
    return value;
  }

  String text() {
    return new String(bytes(u16()), StandardCharsets.UTF_8);
  }

  private boolean has(int wanted) {
    failed |= bytes.remaining() < wanted;
    return !failed;
  }
}
