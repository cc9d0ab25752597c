package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.core.Memory;
import java.util.Optional;

/// What the ROM looks for at the beginning of the flash: a program in parts, each with the address
/// where it belongs, and a checksum at the end. For the Arduino core this is the second loader,
/// which then loads the sketch, or first copies one that came over the network.
///
/// Facts: "Firmware Image Format" in the documentation of esptool.
final class FlashProgram {
  private static final int MAGIC = 0xe9;
  private static final int SEED = 0xef;
  private static final int PARTS_LIMIT = 16;
  private static final int HEAD_BYTES = 8;
  private static final int PART_HEAD_BYTES = 8;

  private final Flash flash;
  private final Memory memory;
  private int at = HEAD_BYTES;
  private int sum = SEED;

  FlashProgram(Flash flash, Memory memory) {
    this.flash = flash;
    this.memory = memory;
  }

  /// Where it begins, once it is in memory.
  int entry() {
    return flash.read32(4);
  }

  /// Puts it into memory; why that cannot be, if it cannot.
  Optional<String> load() {
    int magic = flash.read(0);
    int parts = flash.read(1);
    if (magic != MAGIC || parts == 0 || parts > PARTS_LIMIT) {
      return Optional.of(
          "flash: expected a program at its beginning (0xe9, 1 to %d parts), got 0x%02x, %d parts"
              .formatted(PARTS_LIMIT, magic, parts));
    }
    for (int i = 0; i < parts; i++) {
      int address = flash.read32(at);
      int bytes = flash.read32(at + 4);
      at += PART_HEAD_BYTES;
      if (bytes < 0 || (long) at + bytes > flash.size() || !placed(address, bytes)) {
        return Optional.of(
            "flash: part %d of the program: expected bytes for memory, got %d of them for 0x%08x"
                .formatted(i, bytes & 0xffffffffL, address));
      }
    }
    int expected = flash.read(at | 15);
    return expected == sum
        ? Optional.empty()
        : Optional.of(
            "flash: expected the program's checksum 0x%02x at 0x%x, got 0x%02x"
                .formatted(sum, at | 15, expected));
  }

  /// Only memory that the ROM can write.
  private boolean placed(int address, int bytes) {
    boolean data = within(address, bytes, Memory.DATA, Memory.DATA_BYTES);
    if (!data && !within(address, bytes, Memory.CODE, Memory.CODE_BYTES)) {
      return false;
    }
    byte[] part = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      part[i] = (byte) flash.read(at + i);
      sum ^= part[i] & 0xff;
    }
    at += bytes;
    memory.poke(address, part);
    return true;
  }

  private static boolean within(int address, int bytes, int from, int size) {
    return address >= from && (long) address - from + bytes <= size;
  }
}
