package io.tidegate.sim.lx106.core;

/// Instructions that take more than a line; for the interpreter and for what is translated.
/// `amount` is SAR, 0 to 63.
final class Alu {
  private Alu() {}

  static int shiftLeft(int value, int amount) {
    return (int) ((long) value << 32 - amount);
  }

  static int shiftRight(int value, int amount) {
    return (int) ((value & 0xffffffffL) >>> amount);
  }

  static int shiftRightSigned(int value, int amount) {
    return (int) ((long) value >> amount);
  }

  /// A part of 64 bits.
  static int funnel(int high, int low, int amount) {
    return (int) (((long) high << 32 | low & 0xffffffffL) >>> amount);
  }

  static int normalizeSigned(int value) {
    return Integer.numberOfLeadingZeros(value ^ value >> 31) - 1;
  }
}
