package io.tidegate.sim.lx106.image;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A part of what a compiler wrote for debuggers, read from its beginning on. Behind its end all is
/// 0 and [#over] is true: nothing in there can make it throw.
final class DebugBytes {
  private final byte[] bytes;
  private final int end;
  private int at;
  private boolean over;

  DebugBytes(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private DebugBytes(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /// Whether more was asked for than there is.
  boolean over() {
    return over;
  }

  int left() {
    return end - at;
  }

  /// So many bytes for themselves; they are behind us now.
  DebugBytes part(int length) {
    int from = at;
    skip(length);
    return over ? new DebugBytes(bytes, end, end) : new DebugBytes(bytes, from, at);
  }

  void skip(long length) {
    if (length < 0 || length > left()) {
      over = true;
      at = end;
    } else {
      at += (int) length;
    }
  }

  int one() {
    if (at >= end) {
      over = true;
      return 0;
    }
    return bytes[at++] & 0xff;
  }

  int two() {
    return one() | one() << 8;
  }

  int four() {
    return two() | two() << 16;
  }

  /// LEB128 without a sign.
  long number() {
    return leb(false);
  }

  /// LEB128 with a sign.
  long signed() {
    return leb(true);
  }

  private long leb(boolean signed) {
    long value = 0;
    int shift = 0;
    int part;
    do {
      part = one();
      if (shift < Long.SIZE) {
        value |= (long) (part & 0x7f) << shift;
      }
      shift += 7;
    } while ((part & 0x80) != 0);
    return signed && shift < Long.SIZE && (part & 0x40) != 0 ? value | -1L << shift : value;
  }

  /// Up to a 0.
  String text() {
    int from = at;
    int length = 0;
    while (one() != 0) {
      length++;
    }
    return new String(bytes, from, length, UTF_8);
  }

  /// The text at an offset; empty where there is none.
  String textAt(int offset) {
    if (offset < 0 || offset >= end) {
      return "";
    }
    return new DebugBytes(bytes, offset, end).text();
  }
}
