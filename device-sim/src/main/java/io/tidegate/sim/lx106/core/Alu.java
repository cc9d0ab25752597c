package io.tidegate.sim.lx106.core;

/// Instructions that take more than a line; for the interpreter and for what is translated.
/// `amount` is SAR, 0 to 63.
final class Alu {
  private Alu() {}

  /// The upper half of a product of two numbers of 64 bits. The lower is that of the lower halves.
  static int productHigh(int low, int high, int otherLow, int otherHigh) {
    long lower = (low & 0xffffffffL) * (otherLow & 0xffffffffL);
    return (int) (lower >>> 32) + low * otherHigh + high * otherLow;
  }

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
