package io.tidegate.sim.lx106.chip;

/// Bytes in their order, up to a number.
final class Queue {
  private final byte[] bytes;
  private int first;
  private int count;

  Queue(int limit) {
    bytes = new byte[limit];
  }

  int count() {
    return count;
  }

  boolean add(byte value) {
    if (count == bytes.length) {
      return false;
    }
    bytes[(first + count++) % bytes.length] = value;
    return true;
  }

  /// -1 when there is none.
  int take() {
    if (count == 0) {
      return -1;
    }
    int value = bytes[first] & 0xff;
    first = (first + 1) % bytes.length;
    count--;
    return value;
  }

  void clear() {
    count = 0;
  }
}
