package io.tidegate.sim.lx106.image;

import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.core.Memory;
import java.util.ArrayList;
import java.util.List;

/// A program in the flash: a header, parts with the addresses where they belong, a checksum.
///
/// @param at where its header is
/// @param entry where it begins
/// @param written the checksum that stands behind it
/// @param end what is behind that
public record FlashImage(int at, int entry, List<Part> parts, int written, int end) {
  public static final int MAGIC = 0xe9;
  static final int HEAD_BYTES = 8;
  public static final int PART_HEAD_BYTES = 8;
  static final int SUM = 0xef;

  private static final int PARTS_LIMIT = 16;

  /// @param from where its bytes are in the flash
  public record Part(int address, int from, int bytes) {
    /// Whether it belongs into memory that a loader writes.
    public boolean inRam() {
      return FlashImage.inRam(address, bytes);
    }
  }

  static boolean inRam(int address, int bytes) {
    return within(address, bytes, Memory.DATA, Memory.DATA_BYTES)
        || within(address, bytes, Memory.CODE, Memory.CODE_BYTES);
  }

  private static boolean within(int address, int bytes, int start, int size) {
    return address >= start && (long) address - start + bytes <= size;
  }

  /// Whether it is our own: nothing but a place for a header, which says where the program is.
  public boolean standsIn() {
    return parts.isEmpty();
  }

  /// Only its form is looked at.
  public static FlashImage read(Flash flash, int at) throws BadImage {
    if (at < 0 || at > flash.size() - HEAD_BYTES) {
      throw new BadImage("flash: a program was expected at 0x%x, beyond its end".formatted(at));
    }
    int count = flash.read(at + 1);
    if (flash.read(at) != MAGIC || count > PARTS_LIMIT) {
      throw new BadImage(
          "flash: expected a program at 0x%x (0xe9, at most %d parts), got 0x%02x, %d parts"
              .formatted(at, PARTS_LIMIT, flash.read(at), count));
    }
    int from = at + HEAD_BYTES;
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int address = flash.read32(from);
      int bytes = flash.read32(from + 4);
      from += PART_HEAD_BYTES;
      if (bytes < 0 || (long) from + bytes >= flash.size()) {
        throw new BadImage(
            "flash: the program at 0x%x, part %d for 0x%08x: expected bytes up to 0x%x at most, got"
                    .formatted(at, i, address, flash.size())
                + " %d from 0x%x on".formatted(bytes & 0xffffffffL, from));
      }
      parts.add(new Part(address, from, bytes));
      from += bytes;
    }
    int sumAt = at + (from - at | 15);
    return new FlashImage(at, flash.read32(at + 4), parts, flash.read(sumAt), sumAt + 1);
  }

  /// What the checksum of all its bytes is, up to a part and with it.
  public int sum(Flash flash, int part) {
    int sum = SUM;
    for (Part each : parts.subList(0, part + 1)) {
      for (byte one : bytes(flash, each)) {
        sum ^= one & 0xff;
      }
    }
    return sum;
  }

  public static byte[] bytes(Flash flash, Part part) {
    byte[] bytes = new byte[part.bytes];
    flash.read(part.from, bytes);
    return bytes;
  }
}
