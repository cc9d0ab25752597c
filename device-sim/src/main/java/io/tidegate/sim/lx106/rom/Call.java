package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;

/// A call of a function: its arguments, where they stand by the call0 ABI, and its result. Values
/// of 64 bits take an even register and the next.
final class Call {
  private static final int FIRST = 2;

  private final Processor processor;
  private final Memory memory;

  Call(Processor processor, Memory memory) {
    this.processor = processor;
    this.memory = memory;
  }

  Memory memory() {
    return memory;
  }

  /// Argument 0 to 5, of those with 32 bits.
  int word(int number) {
    return processor.a(FIRST + number);
  }

  long unsigned(int number) {
    return word(number) & 0xffffffffL;
  }

  /// Argument 0 to 2, of those with 64 bits.
  long wide(int number) {
    return unsigned(2 * number) | (long) word(2 * number + 1) << 32;
  }

  double real(int number) {
    return Double.longBitsToDouble(wide(number));
  }

  float shortReal(int number) {
    return Float.intBitsToFloat(word(number));
  }

  void give(int value) {
    processor.a(FIRST, value);
  }

  void give(long value) {
    processor.a(FIRST, (int) value);
    processor.a(FIRST + 1, (int) (value >>> 32));
  }

  void give(double value) {
    give(Double.doubleToRawLongBits(value));
  }

  void give(float value) {
    give(Float.floatToRawIntBits(value));
  }
}
