package io.tidegate.sim.sketch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// A message from a sketch's process, read field by field. A field that is not there is a
/// [WireFault]: whoever reads need not look.
public final class In {
  private final byte[] bytes;
  private int at = 1;

  /// The kind and the fields, as a frame has them after its length.
  In(byte[] bytes) {
    this.bytes = bytes;
  }

  /// What the process would have sent; for trying out a [Peripheral] without one.
  public static In of(Out message) {
    byte[] frame = message.frame();
    return new In(Arrays.copyOfRange(frame, Integer.BYTES, frame.length));
  }

  public int kind() {
    return bytes[0] & 0xFF;
  }

  public int u8() {
    return (int) take("u8", 1);
  }

  public int u16() {
    return (int) take("u16", 2);
  }

  public long u32() {
    return take("u32", 4);
  }

  /// 32 bits that may be negative.
  public int i32() {
    return (int) take("i32", 4);
  }

  /// All 64 bits; above Long.MAX_VALUE they are negative here.
  public long u64() {
    return take("u64", 8);
  }

  /// A time: what is beyond all that Java can count is Long.MAX_VALUE, never.
  public long nanos() {
    long value = u64();
    return value < 0 ? Long.MAX_VALUE : value;
  }

  public double f64() {
    return Double.longBitsToDouble(take("f64", 8));
  }

  public boolean bool() {
    int value = u8();
    if (value > 1) {
      throw new WireFault("expected 0 or 1, got " + value + " at " + where());
    }
    return value == 1;
  }

  /// What is no UTF-8 in it becomes the character that says so.
  public String text() {
    return new String(raw(u16()), UTF_8);
  }

  public byte[] blob() {
    long count = u32();
    if (count > left()) {
      throw new WireFault("expected %d bytes, got %d at %s".formatted(count, left(), where()));
    }
    return raw((int) count);
  }

  /// Bytes whose number both sides know.
  public byte[] raw(int count) {
    need("bytes", count);
    byte[] taken = Arrays.copyOfRange(bytes, at, at + count);
    at += count;
    return taken;
  }

  /// How many bytes have not been read.
  public int left() {
    return bytes.length - at;
  }

  /// There must be nothing more.
  public void end() {
    if (left() != 0) {
      throw new WireFault("expected the end, got " + left() + " bytes more at " + where());
    }
  }

  private long take(String what, int count) {
    need(what, count);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[at++] & 0xFFL) << 8 * i;
    }
    return value;
  }

  private void need(String what, int count) {
    if (count > left()) {
      throw new WireFault(
          "expected %d bytes (%s), got %d at %s".formatted(count, what, left(), where()));
    }
  }

  private String where() {
    return "byte " + at + " of a message of kind " + kind();
  }
}
