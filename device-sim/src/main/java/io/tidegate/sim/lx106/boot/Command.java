package io.tidegate.sim.lx106.boot;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.image.Crc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// What a program leaves for the second loader in the half of the RTC's memory that is the
/// program's: 32 words, the first marks it, the second says what is to be done, three say from
/// where, to where, and how many bytes; the last is the CRC of the others.
///
/// @param from place in the flash
/// @param to place in the flash
record Command(int action, int from, int to, int bytes) {
  /// The parts of the flash that are there are to be copied.
  static final int COPY = 1;

  /// The program at a place is to be loaded, which is done without any command, too.
  static final int LOAD = -1;

  private static final int MEMORY = 0x60001200;
  private static final int WORDS = 32;
  private static final int CRC = WORDS - 1;
  private static final int MARK = 0xeb001000;
  private static final int MARK_MASK = 0xfffff000;

  /// The command that is there, if one is.
  static Optional<Command> in(Esp8266 chip) {
    ByteBuffer words = ByteBuffer.allocate(4 * CRC).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < CRC; i++) {
      words.putInt(chip.register(MEMORY + 4 * i));
    }
    boolean marked = (words.getInt(0) & MARK_MASK) == MARK;
    return marked && chip.register(MEMORY + 4 * CRC) == Crc.of(words.array())
        ? Optional.of(
            new Command(words.getInt(4), words.getInt(8), words.getInt(12), words.getInt(16)))
        : Optional.empty();
  }

  /// Whoever begins next finds none.
  static void clear(Esp8266 chip) {
    chip.register(MEMORY, 0);
    chip.register(MEMORY + 4 * CRC, 0);
  }
}
