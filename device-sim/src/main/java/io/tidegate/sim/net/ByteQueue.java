package io.tidegate.sim.net;

/// Bytes that wait, up to a limit. Memory is taken for what waits, and given back afterwards.
public final class ByteQueue {
  private static final int FIRST_BYTES = 128;
  private static final byte[] NONE = {};

  private final int limitBytes;
  private byte[] ring = NONE;
  private int start;
  private int size;

  public ByteQueue(int limitBytes) {
    if (limitBytes < 1) {
      throw new IllegalArgumentException("limit: expected 1 byte or more, got " + limitBytes);
    }
    this.limitBytes = limitBytes;
  }

  public int size() {
    return size;
  }

  public int room() {
    return limitBytes - size;
  }

  /// Gives how many there was room for.
  public int put(byte[] from, int offset, int length) {
    int taken = Math.min(length, room());
    reserve(size + taken);
    for (int done = 0; done < taken; ) {
      int at = (start + size) % ring.length;
      int part = Math.min(taken - done, ring.length - at);
      System.arraycopy(from, offset + done, ring, at, part);
      size += part;
      done += part;
    }
    return taken;
  }

  /// The oldest bytes, which are gone then; gives how many.
  public int take(byte[] into, int offset, int length) {
    int taken = peek(into, offset, length);
    drop(taken);
    return taken;
  }

  /// The oldest bytes, which stay; gives how many.
  public int peek(byte[] into, int offset, int length) {
    return peek(0, into, offset, length);
  }

  /// Those that come after so many of the oldest; they stay. Gives how many.
  public int peek(int skip, byte[] into, int offset, int length) {
    int taken = Math.max(0, Math.min(length, size - skip));
    for (int done = 0; done < taken; ) {
      int at = (start + skip + done) % ring.length;
      int part = Math.min(taken - done, ring.length - at);
      System.arraycopy(ring, at, into, offset + done, part);
      done += part;
    }
    return taken;
  }

  public void drop(int length) {
    size -= length;
    start = size == 0 ? 0 : (start + length) % ring.length;
    if (size == 0 && ring.length > FIRST_BYTES) {
      ring = NONE;
    }
  }

  public void clear() {
    drop(size);
  }

  private void reserve(int wanted) {
    if (wanted <= ring.length) {
      return;
    }
    byte[] larger =
        new byte[Math.min(limitBytes, Math.max(Math.max(2 * ring.length, FIRST_BYTES), wanted))];
    peek(larger, 0, size);
    ring = larger;
    start = 0;
  }
}
