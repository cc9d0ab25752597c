package io.tidegate.sim.lx106.rom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;

/// A call of a function: its arguments, where they stand by the call0 ABI, and its result. Values
/// of 64 bits take an even register and the next.
final class Call {
  static final int STACK = 1;

  private static final int FIRST = 2;
  private static final int IN_REGISTERS = 6;
  private static final int TEXT_LIMIT = 4096;

  /// Bits of PS.
  private static final int LEVEL = 15;

  private final Esp8266 chip;
  private final Processor processor;
  private final Memory memory;

  Call(Esp8266 chip) {
    this.chip = chip;
    processor = chip.processor();
    memory = chip.memory();
  }

  /// Time passes: so many of the chip's cycles, however fast the processor is.
  void pass(long cycles) {
    long until = chip.processorCycles(chip.cycles() + cycles);
    processor.pass(Math.max(0, until - processor.cycles()));
  }

  /// Time passes up to this cycle of the processor, or up to something that happens before.
  void passUntil(long cycle) {
    long next = Math.min(chip.processorCycles(chip.next()), processor.timerAt());
    processor.pass(Math.max(1, Math.min(cycle, next) - processor.cycles()));
  }

  Esp8266 chip() {
    return chip;
  }

  Processor processor() {
    return processor;
  }

  Memory memory() {
    return memory;
  }

  /// Where the caller goes on.
  int back() {
    return processor.back();
  }

  /// This very function, from its beginning.
  int again() {
    return processor.pc();
  }

  /// Argument 0 and on, of those with 32 bits.
  int word(int number) {
    return number < IN_REGISTERS
        ? processor.a(FIRST + number)
        : memory.peek32(processor.a(STACK) + 4 * (number - IN_REGISTERS));
  }

  void word(int number, int value) {
    processor.a(FIRST + number, value);
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

  /// The bytes from an address on, as many as are asked for and no more than `limit`.
  byte[] bytes(int from, int length, int limit) {
    byte[] bytes = new byte[Integer.compareUnsigned(length, limit) > 0 ? limit : length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) memory.peek8(from + i);
    }
    return bytes;
  }

  /// A text up to its 0, or to what a text may be long.
  byte[] text(int at) {
    int length = 0;
    while (length < TEXT_LIMIT && memory.peek8(at + length) != 0) {
      length++;
    }
    return bytes(at, length, TEXT_LIMIT);
  }

  String string(int at) {
    return new String(text(at), ISO_8859_1);
  }

  /// Interrupts up to this level wait; the level that was.
  int interruptLevel(int level) {
    return processor.level(level) & LEVEL;
  }

  /// Puts words on the stack, lowest first; a multiple of four of them.
  void push(int... words) {
    int at = processor.a(STACK) - 4 * words.length;
    processor.a(STACK, at);
    for (int i = 0; i < words.length; i++) {
      memory.poke32(at + 4 * i, words[i]);
    }
  }
}
