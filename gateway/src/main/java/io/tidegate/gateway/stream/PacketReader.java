package io.tidegate.gateway.stream;

/// Bytes of a stream to packets. One buffer of fixed size; a packet that does not fit it breaks the
/// stream, before its bytes are waited for.
final class PacketReader {
  /// Of what follows the length.
  static final int BODY_MOST = 4_096;

  private static final int LENGTH_BYTES_MOST = 4;
  private static final int HEAD_MOST = 1 + LENGTH_BYTES_MOST;

  private final byte[] buffer = new byte[HEAD_MOST + BODY_MOST];
  private int size;
  private String broken = "";

  /// Takes at most so many of the bytes as there is room for, gives how many.
  int feed(byte[] bytes, int offset) {
    int taken = Math.min(bytes.length - offset, buffer.length - size);
    System.arraycopy(bytes, offset, buffer, size, taken);
    size += taken;
    return taken;
  }

  /// Why no packet will come any more; empty while it is not so.
  String broken() {
    return broken;
  }

  /// Null while none is whole.
  Packet next() {
    int length = 0;
    int at = 1;
    for (boolean more = true; more; at++) {
      if (at > LENGTH_BYTES_MOST) {
        broken = "expected a length of at most 4 bytes, got more";
        return null;
      }
      if (at >= size) {
        return null;
      }
      length |= (buffer[at] & 0x7F) << (7 * (at - 1));
      more = (buffer[at] & 0x80) != 0;
    }
    if (length > BODY_MOST) {
      broken = "expected a packet of at most %d bytes, got %d".formatted(BODY_MOST, length);
      return null;
    }
    if (size < at + length) {
      return null;
    }
    byte[] body = new byte[length];
    System.arraycopy(buffer, at, body, 0, length);
    Packet packet = new Packet((buffer[0] & 0xF0) >> 4, buffer[0] & 0x0F, body);
    size -= at + length;
    System.arraycopy(buffer, at + length, buffer, 0, size);
    return packet;
  }
}
