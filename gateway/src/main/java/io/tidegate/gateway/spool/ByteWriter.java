package io.tidegate.gateway.spool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Bytes in the making, little-endian.
final class ByteWriter {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  ByteWriter u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  ByteWriter u16(int value) {
    room(2);
    SHORT.set(bytes, size, (short) value);
    size += 2;
    return this;
  }

  ByteWriter u32(int value) {
    room(4);
    INT.set(bytes, size, value);
    size += 4;
    return this;
  }

  ByteWriter u64(long value) {
    room(8);
    LONG.set(bytes, size, value);
    size += 8;
    return this;
  }

  ByteWriter bytes(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /// UTF-8, its length in two bytes before it.
  ByteWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > 0xFFFF) {
      throw new IllegalArgumentException("a text of " + utf8.length + " bytes, at most 65535 fit");
    }
    return u16(utf8.length).bytes(utf8);
  }

  /// Writes over four bytes that were left for this.
  void setU32(int at, int value) {
    INT.set(bytes, at, value);
  }

  /// CRC32C of the bytes from `from` to the present end.
  ByteWriter crc(int from) {
    return u32(crc32c(bytes, from, size - from));
  }

  /// The CRC at the end of what begins at `from` with a header that has a CRC of its own.
  ByteWriter sealed(int from, int headerBytes) {
    return u32(sealOf(bytes, from, size - from, headerBytes));
  }

  /// CRC32C of everything but the header's CRC. With that CRC in it the result would be the same
  /// for every intact header: what stands behind one could belong to another.
  static int sealOf(byte[] bytes, int from, int length, int headerBytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, headerBytes - 4);
    crc.update(bytes, from + headerBytes, length - headerBytes);
    return (int) crc.getValue();
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  static int crc32c(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private void room(int wanted) {
    if (size + wanted > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + wanted, bytes.length * 2));
    }
  }
}
