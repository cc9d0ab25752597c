package io.tidegate.sim.lx106.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A linked program: ELF, 32 bits, little endian, Xtensa; as the System V gABI lays it out.
///
/// @param entry where it begins
/// @param segments what is to be in memory, in the file's order
/// @param symbols functions, data and labels with a name
/// @param lines of the sources, if it was compiled so that they are told
public record Elf(int entry, List<Segment> segments, List<Symbol> symbols, Lines lines) {
  /// Larger files are none for a chip with 16 MiB of flash.
  public static final int LIMIT_BYTES = 64 << 20;

  private static final int XTENSA = 94;
  private static final int EXECUTABLE = 2;
  private static final int HEADER_BYTES = 52;
  private static final int PROGRAM_HEADER_BYTES = 32;
  private static final int SECTION_HEADER_BYTES = 40;
  private static final int SYMBOL_BYTES = 16;
  private static final int LOAD = 1;
  private static final int SYMBOL_TABLE = 2;
  private static final int SECTION_SYMBOL = 3;
  private static final int FILE_SYMBOL = 4;
  private static final int HEADERS_LIMIT = 4096;
  private static final int PACKED = 0x800;

  /// Bytes for memory from an address on. What a segment has in memory beyond them is zero, and is
  /// not here.
  public record Segment(int address, byte[] bytes) {}

  /// A name for an address.
  ///
  /// @param bytes 0 where the file does not say
  public record Symbol(String name, int address, int bytes, boolean function) {}

  public Elf {
    segments = List.copyOf(segments);
    symbols = List.copyOf(symbols);
  }

  /// One that tells no lines.
  public Elf(int entry, List<Segment> segments, List<Symbol> symbols) {
    this(entry, segments, symbols, Lines.NONE);
  }

  /// Whether it begins as an ELF file does.
  public static boolean begins(byte[] file) {
    return file.length >= 4
        && file[0] == 0x7f
        && file[1] == 'E'
        && file[2] == 'L'
        && file[3] == 'F';
  }

  public static Elf read(byte[] file) throws BadImage {
    return new Reader(file).read();
  }

  private static final class Reader {
    private final byte[] file;
    private final ByteBuffer bytes;

    Reader(byte[] file) {
      this.file = file;
      bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    Elf read() throws BadImage {
      if (!begins(file) || file.length < HEADER_BYTES) {
        throw new BadImage(
            "expected an ELF file, got " + file.length + " bytes that begin otherwise");
      }
      if (file[4] != 1 || file[5] != 1) {
        throw new BadImage("expected 32 bits and little endian, got another kind of ELF file");
      }
      int machine = bytes.getShort(18) & 0xffff;
      if (machine != XTENSA) {
        throw new BadImage("expected a program for Xtensa (94), got one for machine " + machine);
      }
      int type = bytes.getShort(16) & 0xffff;
      if (type != EXECUTABLE) {
        throw new BadImage("expected a linked program (type 2), got an ELF file of type " + type);
      }
      return new Elf(bytes.getInt(24), segments(), symbols(), lines());
    }

    private List<Segment> segments() throws BadImage {
      int count =
          table("program headers", bytes.getInt(28), bytes.getShort(44), PROGRAM_HEADER_BYTES);
      List<Segment> found = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int at = bytes.getInt(28) + i * PROGRAM_HEADER_BYTES;
        int size = bytes.getInt(at + 16);
        if (bytes.getInt(at) == LOAD && size != 0) {
          found.add(
              new Segment(bytes.getInt(at + 8), part("segment " + i, bytes.getInt(at + 4), size)));
        }
      }
      if (found.isEmpty()) {
        throw new BadImage("expected something to load, got no segment with bytes");
      }
      return found;
    }

    private List<Symbol> symbols() throws BadImage {
      int count =
          table("section headers", bytes.getInt(32), bytes.getShort(48), SECTION_HEADER_BYTES);
      List<Symbol> found = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int at = section(i);
        if (bytes.getInt(at + 4) == SYMBOL_TABLE) {
          int strings = bytes.getInt(at + 24);
          if (strings < 0 || strings >= count) {
            throw new BadImage("section " + i + " has its names in section " + strings);
          }
          int names = section(strings);
          read(
              part("the symbols", bytes.getInt(at + 16), bytes.getInt(at + 20)),
              part("the names", bytes.getInt(names + 16), bytes.getInt(names + 20)),
              found);
        }
      }
      return found;
    }

    /// Nothing depends on these: where they are not as they should be, there are none.
    private Lines lines() throws BadImage {
      return new Lines(named(".debug_line"), named(".debug_str"), named(".debug_line_str"));
    }

    /// What is in the section of this name; empty for none.
    private byte[] named(String wanted) throws BadImage {
      int count = bytes.getShort(48);
      int names = bytes.getShort(50);
      if (names <= 0 || names >= count) {
        return new byte[0];
      }
      for (int i = 1; i < count; i++) {
        int at = section(i);
        int size = bytes.getInt(at + 20);
        boolean plain = (bytes.getInt(at + 8) & PACKED) == 0 && inside(bytes.getInt(at + 16), size);
        if (plain && wanted.equals(nameOf(i, names))) {
          return part(wanted, bytes.getInt(at + 16), size);
        }
      }
      return new byte[0];
    }

    private String nameOf(int number, int names) {
      int table = section(names);
      int from = bytes.getInt(table + 16);
      int size = bytes.getInt(table + 20);
      int offset = bytes.getInt(section(number));
      if (!inside(from, size) || offset < 0 || offset >= size) {
        return "";
      }
      int to = from + offset;
      while (to < from + size && file[to] != 0) {
        to++;
      }
      return new String(file, from + offset, to - from - offset, ISO_8859_1);
    }

    private int section(int number) {
      return bytes.getInt(32) + number * SECTION_HEADER_BYTES;
    }

    private static void read(byte[] table, byte[] names, List<Symbol> found) {
      ByteBuffer symbols = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at + SYMBOL_BYTES <= table.length; at += SYMBOL_BYTES) {
        int kind = table[at + 12] & 15;
        boolean defined = symbols.getShort(at + 14) != 0;
        String name = name(names, symbols.getInt(at));
        if (defined && !name.isEmpty() && kind != SECTION_SYMBOL && kind != FILE_SYMBOL) {
          found.add(new Symbol(name, symbols.getInt(at + 4), symbols.getInt(at + 8), kind == 2));
        }
      }
    }

    private static String name(byte[] names, int from) {
      if (from < 0 || from >= names.length) {
        return "";
      }
      int to = from;
      while (to < names.length && names[to] != 0) {
        to++;
      }
      return new String(names, from, to - from, ISO_8859_1);
    }

    /// How many entries a table has, all of them inside the file.
    private int table(String what, int at, int count, int size) throws BadImage {
      if (count < 0 || count > HEADERS_LIMIT) {
        throw new BadImage(what + ": expected 0 to " + HEADERS_LIMIT + ", got " + (count & 0xffff));
      }
      part(what, at, count * size);
      return count;
    }

    private boolean inside(int at, int size) {
      return at >= 0 && size >= 0 && (long) at + size <= file.length;
    }

    private byte[] part(String what, int at, int size) throws BadImage {
      if (!inside(at, size)) {
        throw new BadImage(
            "%s: expected %d bytes from %d on, the file ends at %d (is it cut off?)"
                .formatted(what, size & 0xffffffffL, at & 0xffffffffL, file.length));
      }
      return java.util.Arrays.copyOfRange(file, at, at + size);
    }
  }
}
