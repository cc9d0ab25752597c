package io.tidegate.sim.lx106.debug;

import io.tidegate.sim.lx106.core.Processor;

/// The registers by the numbers that gdb has for them on an LX106.
final class Registers {
  /// Those of a `g` packet.
  static final int GENERAL = 22;

  static final int PC = 16;

  private static final int NONE = -1;

  /// The manual's numbers of what follows `pc`.
  private static final int[] SPECIAL = {
    3, 5, 176, 208, 230, NONE, 96, 104, 128, 144, 160, 177, 178, 179, 192, 194, 195, 209, 210, 211,
    226, NONE, NONE, 228, 231, 232, 233, 234, 235, 236, 237, 238, 240
  };

  private final Processor processor;

  Registers(Processor processor) {
    this.processor = processor;
  }

  /// Eight hexadecimal digits, lowest byte first, or eight `x` where nothing can be read.
  String read(int number) {
    if (number < PC) {
      return Hex.word(processor.a(number));
    }
    if (number == PC) {
      return Hex.word(processor.pc());
    }
    int special = special(number);
    return special == NONE ? "xxxxxxxx" : Hex.word(processor.special(special));
  }

  String readGeneral() {
    StringBuilder all = new StringBuilder();
    for (int number = 0; number < GENERAL; number++) {
      all.append(read(number));
    }
    return all.toString();
  }

  boolean has(int number) {
    return number >= 0 && number <= PC + SPECIAL.length;
  }

  void write(int number, int value) {
    if (number < PC) {
      processor.a(number, value);
    } else if (number == PC) {
      processor.pc(value);
    } else if (special(number) != NONE) {
      processor.special(special(number), value);
    }
  }

  private static int special(int number) {
    return SPECIAL[number - PC - 1];
  }
}
