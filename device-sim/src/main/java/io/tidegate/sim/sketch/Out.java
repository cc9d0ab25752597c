package io.tidegate.sim.sketch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// A message to a sketch's process, in the making: `new Out(kind).u32(7).text("seven")`. What does
/// not fit is refused.
///
/// ```
/// u32 length of what follows | u8 kind | fields, little-endian
/// ```
public final class Out {
  private static final int HEAD_BYTES = 5;
  private static final int FIRST_BYTES = 64;
  private static final int MOST_TEXT = 0xFFFF;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length = HEAD_BYTES;

  public Out(int kind) {
    check("kind", kind, 0xFF);
    bytes[HEAD_BYTES - 1] = (byte) kind;
  }

  public int kind() {
    return bytes[HEAD_BYTES - 1] & 0xFF;
  }

  public Out u8(int value) {
    check("u8", value, 0xFF);
    return put(value, 1);
  }

  public Out u16(int value) {
    check("u16", value, 0xFFFF);
    return put(value, 2);
  }

  public Out u32(long value) {
    check("u32", value, 0xFFFF_FFFFL);
    return put(value, 4);
  }

  /// 32 bits that may be negative.
  public Out i32(int value) {
    return put(value, 4);
  }

  /// All 64 bits; a time of Long.MAX_VALUE means never, as ~0 does.
  public Out u64(long value) {
    return put(value, 8);
  }

  public Out bool(boolean value) {
    return put(value ? 1 : 0, 1);
  }

  /// The bits of an IEEE 754 number.
  public Out f64(double value) {
    return put(Double.doubleToLongBits(value), 8);
  }

  public Out text(String value) {
    byte[] encoded = value.getBytes(UTF_8);
    check("bytes of a text", encoded.length, MOST_TEXT);
    return u16(encoded.length).raw(encoded, encoded.length);
  }

  public Out blob(byte[] value) {
    return blob(value, value.length);
  }

  public Out blob(byte[] value, int count) {
    return u32(count).raw(value, count);
  }

  /// Bytes whose number the other side knows: a hardware address.
  public Out raw(byte[] value, int count) {
    check("bytes of a message", (long) length + count, Talk.MOST_BYTES);
    room(count);
    System.arraycopy(value, 0, bytes, length, count);
    length += count;
    return this;
  }

  /// The whole frame.
  byte[] frame() {
    int follows = length - Integer.BYTES;
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[i] = (byte) (follows >> 8 * i);
    }
    return Arrays.copyOf(bytes, length);
  }

  private Out put(long value, int count) {
    room(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) (value >> 8 * i);
    }
    return this;
  }

  private void room(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }

  private static void check(String what, long value, long most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(
          "%s: expected 0 to %d, got %d".formatted(what, most, value));
    }
  }
}
