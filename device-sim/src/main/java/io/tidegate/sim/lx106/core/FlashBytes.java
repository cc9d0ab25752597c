package io.tidegate.sim.lx106.core;

import java.util.Arrays;

/// What a flash chip has, in parts: most of one is erased as a rule, and erased parts are one and
/// the same array, until something is written there.
public final class FlashBytes {
  private static final int PART_BITS = 16;
  private static final byte[] ERASED = new byte[1 << PART_BITS];

  static {
    Arrays.fill(ERASED, (byte) 0xff);
  }

  private final byte[][] parts;
  private final int bits;
  private final int size;

  private FlashBytes(byte[][] parts, int bits, int size) {
    this.parts = parts;
    this.bits = bits;
    this.size = size;
  }

  /// Erased ones; a multiple of 64 KiB.
  public static FlashBytes erased(int size) {
    byte[][] parts = new byte[size >> PART_BITS][];
    Arrays.fill(parts, ERASED);
    return new FlashBytes(parts, PART_BITS, size);
  }

  /// These, not copied.
  public static FlashBytes of(byte[] bytes) {
    return new FlashBytes(new byte[][] {bytes}, Integer.SIZE - 2, bytes.length);
  }

  public int size() {
    return size;
  }

  public int get(int at) {
    return part(at)[within(at)] & 0xff;
  }

  public void set(int at, int value) {
    int part = at >> bits;
    if (parts[part] == ERASED) {
      if ((byte) value == -1) {
        return;
      }
      parts[part] = ERASED.clone();
    }
    parts[part][within(at)] = (byte) value;
  }

  /// Copies from this place on.
  public void get(int at, byte[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = (byte) get(at + i);
    }
  }

  public void fill(int from, int to, byte value) {
    for (int at = from; at < to; at++) {
      set(at, value);
    }
  }

  /// The array that has this place, to be read only.
  byte[] part(int at) {
    return parts[at >> bits];
  }

  /// The place's index in its part.
  int within(int at) {
    return at & (1 << bits) - 1;
  }
}
