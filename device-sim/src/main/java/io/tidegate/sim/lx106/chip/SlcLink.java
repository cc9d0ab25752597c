package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Memory;

/// One direction of the DMA between memory and I2S: a chain of descriptors, three words each, that
/// say how much, where, and which is next.
final class SlcLink {
  private static final int MEMORY = 0x3ff00000;
  private static final int ADDRESS = 0xfffff;
  private static final int LENGTH_SHIFT = 12;
  private static final int LENGTH = 0xfff;
  private static final int TELLS = 1 << 30;

  private final Memory memory;
  private int next;
  private int current;
  private int told;
  private long due = Peripheral.NEVER;

  SlcLink(Memory memory) {
    this.memory = memory;
  }

  void reset() {
    next = 0;
    current = 0;
    told = 0;
    due = Peripheral.NEVER;
  }

  /// From this descriptor on.
  void start(int address) {
    next = MEMORY | address & ADDRESS & ~3;
    current = 0;
    due = Peripheral.NEVER;
  }

  void stop() {
    next = 0;
    due = Peripheral.NEVER;
  }

  long due() {
    return due;
  }

  /// The last descriptor that was told of at its end.
  int told() {
    return told;
  }

  boolean waits() {
    return next != 0 && due == Peripheral.NEVER;
  }

  /// Takes the next descriptor up; it lasts so many cycles a word.
  void take(long now, long wordCycles) {
    current = next;
    due = now + Math.max(1, (bytes() + 3) / 4) * wordCycles;
  }

  /// Where the bytes of the descriptor are that was taken up.
  int buffer() {
    return memory.peek32(current + 4);
  }

  int bytes() {
    return memory.peek32(current) >>> LENGTH_SHIFT & LENGTH;
  }

  /// The descriptor is done; whether that is to be told.
  boolean done() {
    due = Peripheral.NEVER;
    next = memory.peek32(current + 8);
    boolean tells = (memory.peek32(current) & TELLS) != 0;
    told = tells ? current : told;
    return tells;
  }
}
