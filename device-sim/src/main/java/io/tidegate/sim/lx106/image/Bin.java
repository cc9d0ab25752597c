package io.tidegate.sim.lx106.image;

import io.tidegate.sim.lx106.core.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A file that is written into the flash from its beginning on. At 0 it has a program that the ROM
/// loads, or the second boot loader of the Arduino core; then the program is at 0x1000.
///
/// Facts: esptool's documentation ("Firmware Image Format": the header, the segments, the checksum
/// that begins with 0xef and stands in the last of 16 bytes); `elf2bin.py` of the Arduino core (the
/// program at 0x1000, its length and CRC at 0x1010, which are filled in after the checksum was
/// made).
///
/// @param segments what belongs into RAM, and the whole file as the flash has it
record Bin(int entry, List<Elf.Segment> segments) {
  /// The largest flash of the chip.
  static final int LIMIT_BYTES = 1 << 24;

  private static final int MAGIC = 0xe9;
  private static final int MAGIC_OTHER_LOADER = 0xea;
  static final int HEADER_BYTES = 8;
  private static final byte TWO_LINES = 2;

  /// In KiB, by what the header says in its upper half byte.
  private static final List<Integer> SIZES =
      List.of(512, 256, 1024, 2048, 4096, -1, -1, -1, 8192, 16384);

  private static final int SEGMENT_HEADER_BYTES = 8;
  private static final int MOST_SEGMENTS = 16;
  private static final int CHECKSUM_START = 0xef;
  private static final int BEHIND_LOADER = 0x1000;
  private static final int LENGTH_AT = 0x1010;
  private static final int CRC_AT = 0x1014;

  static Bin read(byte[] file) throws BadImage {
    if (file.length > LIMIT_BYTES) {
      throw new BadImage(
          "expected at most %d bytes for a flash, got %d".formatted(LIMIT_BYTES, file.length));
    }
    if (file.length > 0 && (file[0] & 0xff) == MAGIC_OTHER_LOADER) {
      throw new BadImage(
          "a program for Espressif's own boot loader (0xea) is not read from a flash file: give its"
              + " ELF file");
    }
    Program first = program(file, 0);
    checkSum(first);
    if (hasLoader(file)) {
      Program second = program(file, BEHIND_LOADER);
      if (word(file, LENGTH_AT) == file.length) {
        checkCrc(file);
      } else {
        checkSum(second);
      }
      return second.with(file);
    }
    return first.with(file);
  }

  /// Whether a second loader is at the beginning, and a program behind it.
  static boolean hasLoader(byte[] file) {
    return file.length > BEHIND_LOADER + HEADER_BYTES
        && (file[BEHIND_LOADER] & 0xff) == MAGIC
        && loaderBytes(file) <= BEHIND_LOADER;
  }

  private static int loaderBytes(byte[] file) {
    int at = HEADER_BYTES;
    for (int i = 0; i < file[1] && at >= 0 && at < BEHIND_LOADER; i++) {
      at += SEGMENT_HEADER_BYTES + word(file, at + 4);
    }
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  /// What stands before a program in a flash of this size: read over two lines, at 40 MHz. A size
  /// that has no sign is told as 512 KiB, which is what the chip takes it for.
  static byte[] header(int flashBytes) {
    int size = Math.max(0, SIZES.indexOf(flashBytes >> 10));
    return new byte[] {(byte) MAGIC, 0, TWO_LINES, (byte) (size << 4)};
  }

  /// How large a flash is that begins with this word; 0 when that says nothing.
  static int flashBytes(int header) {
    int size = header >>> 28;
    boolean told = (header & 0xff) == MAGIC && size < SIZES.size() && SIZES.get(size) > 0;
    return told ? SIZES.get(size) << 10 : 0;
  }

  private record Program(int entry, List<Elf.Segment> segments, int sum, int written) {
    Bin with(byte[] file) throws BadImage {
      List<Elf.Segment> all = new ArrayList<>();
      for (Elf.Segment each : segments) {
        if (each.address() < Memory.WINDOW || each.address() >= Memory.WINDOW + LIMIT_BYTES) {
          all.add(each);
        }
      }
      all.add(new Elf.Segment(Memory.WINDOW, file.clone()));
      return new Bin(entry, List.copyOf(all));
    }
  }

  private static Program program(byte[] file, int at) throws BadImage {
    if (file.length < at + HEADER_BYTES || (file[at] & 0xff) != MAGIC) {
      throw new BadImage(
          "expected an ELF file or a file for the flash (0xe9 at 0x%x), got %s"
              .formatted(
                  at, file.length <= at ? file.length + " bytes" : "0x%02x".formatted(file[at])));
    }
    int count = file[at + 1] & 0xff;
    if (count == 0 || count > MOST_SEGMENTS) {
      throw new BadImage(
          "the program at 0x%x: expected 1 to %d segments, got %d"
              .formatted(at, MOST_SEGMENTS, count));
    }
    int from = at + HEADER_BYTES;
    int sum = CHECKSUM_START;
    List<Elf.Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int size = from + SEGMENT_HEADER_BYTES <= file.length ? word(file, from + 4) : -1;
      int start = from + SEGMENT_HEADER_BYTES;
      if (size < 0 || size > file.length - start) {
        throw new BadImage(
            "the program at 0x%x: segment %d goes beyond the file's end at %d (is it cut off?)"
                .formatted(at, i, file.length));
      }
      byte[] bytes = Arrays.copyOfRange(file, start, start + size);
      for (byte each : bytes) {
        sum ^= each & 0xff;
      }
      segments.add(new Elf.Segment(word(file, from), bytes));
      from = start + size;
    }
    int sumAt = at + (from - at | 15);
    if (sumAt >= file.length) {
      throw new BadImage("the program at 0x%x has no checksum (is it cut off?)".formatted(at));
    }
    return new Program(word(file, at + 4), segments, sum, file[sumAt] & 0xff);
  }

  private static void checkSum(Program program) throws BadImage {
    if (program.sum() != program.written()) {
      throw new BadImage(
          "expected the checksum 0x%02x, got 0x%02x: the file is damaged"
              .formatted(program.sum(), program.written()));
    }
  }

  /// Over the whole file, with its length and itself as 0.
  private static void checkCrc(byte[] file) throws BadImage {
    byte[] without = file.clone();
    Arrays.fill(without, LENGTH_AT, CRC_AT + 4, (byte) 0);
    int crc = Crc.of(without);
    if (crc != word(file, CRC_AT)) {
      throw new BadImage(
          "expected the CRC 0x%08x, got 0x%08x: the file is damaged"
              .formatted(crc, word(file, CRC_AT)));
    }
  }

  private static int word(byte[] file, int at) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }
}
