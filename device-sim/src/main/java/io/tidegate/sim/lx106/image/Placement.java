package io.tidegate.sim.lx106.image;

import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.core.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// Where a program lies in a flash, and how.
///
/// A file for the flash lies there as it is. A linked program that has its first part 16 bytes
/// behind the beginning of a sector is loaded by a second loader: its header is in those 16 bytes,
/// its parts for RAM are behind, and where the loader would be there is a header without parts,
/// which tells the flash's size and where the program is. Any other is loaded by the ROM: header
/// and parts for RAM are at the flash's beginning, the rest is at its addresses.
///
/// @param counted its first part has room for its length and CRC, as the Arduino core's has
record Placement(int entry, List<Elf.Segment> flash, List<Elf.Segment> ram, boolean counted) {
  private static final int HEAD_BYTES = Bin.HEADER_BYTES;
  private static final int HEADS_BYTES = HEAD_BYTES + FlashImage.PART_HEAD_BYTES;
  private static final int COUNTED_BYTES = 8;
  private static final int[][] MEMORIES = {
    {Memory.DATA, Memory.DATA_BYTES}, {Memory.CODE, Memory.CODE_BYTES}
  };

  private static final int SECTOR = Flash.SECTOR_BYTES;

  private int lowest() {
    return flash.stream().mapToInt(Elf.Segment::address).min().orElse(Memory.WINDOW + SECTOR);
  }

  private boolean isFile() {
    return !flash.isEmpty() && lowest() == Memory.WINDOW;
  }

  private boolean hasLoader() {
    return !flash.isEmpty()
        && lowest() > Memory.WINDOW + SECTOR
        && (lowest() & SECTOR - 1) == HEADS_BYTES;
  }

  /// Where its header is in the flash.
  private int place() {
    if (isFile()) {
      byte[] file = flash.getFirst().bytes();
      boolean behind = Bin.hasLoader(file);
      return behind ? SECTOR : 0;
    }
    return hasLoader() ? lowest() - Memory.WINDOW - HEADS_BYTES : 0;
  }

  /// How much flash it fills, from the beginning on.
  int bytes() {
    return parts(0).stream()
        .mapToInt(each -> each.address() - Memory.WINDOW + each.bytes().length)
        .max()
        .orElse(0);
  }

  /// All that is to be in a flash of this size, by its addresses in the window.
  private List<Elf.Segment> parts(int flashBytes) {
    if (isFile()) {
      return flash;
    }
    List<Elf.Segment> loaded = new ArrayList<>();
    List<Elf.Segment> all = new ArrayList<>();
    List<Elf.Segment> rest = new ArrayList<>(flash);
    if (hasLoader()) {
      rest.sort(Comparator.comparingInt(Elf.Segment::address));
      loaded.add(rest.removeFirst());
    }
    ram.forEach(each -> inRam(each, loaded));
    int place = place();
    byte[] program = program(loaded, flashBytes);
    all.add(new Elf.Segment(Memory.WINDOW + place, program));
    all.addAll(rest);
    if (place > 0) {
      byte[] head = Arrays.copyOf(Bin.header(flashBytes), HEAD_BYTES);
      ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putInt(4, Memory.WINDOW + place);
      all.add(new Elf.Segment(Memory.WINDOW, head));
      if (counted) {
        count(program, head, place);
      }
    }
    return all;
  }

  /// What a loader can write of it: linkers may put their own headers in front of a segment.
  private static void inRam(Elf.Segment part, List<Elf.Segment> found) {
    for (int[] memory : MEMORIES) {
      int from = Math.max(part.address(), memory[0]);
      int to = Math.min(part.address() + part.bytes().length, memory[0] + memory[1]);
      if (from < to) {
        int at = from - part.address();
        found.add(new Elf.Segment(from, Arrays.copyOfRange(part.bytes(), at, at + to - from)));
      }
    }
  }

  private byte[] program(List<Elf.Segment> parts, int flashBytes) {
    int length = HEAD_BYTES;
    for (Elf.Segment each : parts) {
      length += FlashImage.PART_HEAD_BYTES + inFours(each);
    }
    ByteBuffer bytes = ByteBuffer.allocate((length | 15) + 1).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(Bin.header(flashBytes)).put(1, (byte) parts.size()).putInt(entry);
    int sum = FlashImage.SUM;
    for (Elf.Segment each : parts) {
      int next = bytes.position() + FlashImage.PART_HEAD_BYTES + inFours(each);
      bytes.putInt(each.address()).putInt(inFours(each)).put(each.bytes()).position(next);
      for (byte one : each.bytes()) {
        sum ^= one & 0xff;
      }
    }
    return bytes.put(bytes.capacity() - 1, (byte) sum).array();
  }

  /// Loaders read words.
  private static int inFours(Elf.Segment part) {
    return part.bytes().length + 3 & -4;
  }

  /// Length and CRC of everything from the flash's beginning on.
  private static void count(byte[] program, byte[] head, int place) {
    byte[] whole = new byte[place + program.length];
    Arrays.fill(whole, (byte) 0xff);
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(program, 0, whole, place, program.length);
    Arrays.fill(whole, place + HEADS_BYTES, place + HEADS_BYTES + COUNTED_BYTES, (byte) 0);
    ByteBuffer.wrap(program)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(HEADS_BYTES, whole.length)
        .putInt(HEADS_BYTES + 4, Crc.of(whole));
  }

  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Elf.Segment each : parts(0)) {
        digest.update(each.bytes());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void write(Flash into) {
    if (bytes() > into.size()) {
      throw new IllegalArgumentException(
          "flash: expected at least %d bytes for this program, got %d"
              .formatted(bytes(), into.size()));
    }
    List<Elf.Segment> parts = new ArrayList<>(parts(into.size()));
    parts.sort(Comparator.comparingInt(Elf.Segment::address));
    for (int i = 1; i < parts.size(); i++) {
      int end = parts.get(i - 1).address() + parts.get(i - 1).bytes().length;
      if (end > parts.get(i).address()) {
        throw new IllegalArgumentException(
            "flash: expected room for what belongs into RAM in front of 0x%08x, it goes up to 0x%08x"
                .formatted(parts.get(i).address(), end));
      }
    }
    for (Elf.Segment each : parts) {
      int from = each.address() - Memory.WINDOW & -SECTOR;
      for (int at = from; at < each.address() - Memory.WINDOW + each.bytes().length; at += SECTOR) {
        into.eraseSector(at);
      }
    }
    parts.forEach(each -> into.program(each.address() - Memory.WINDOW, each.bytes()));
  }

  /// What a loader, or an update, has changed in it is not looked at: the way in which the flash is
  /// read, its size, the second loader, length and CRC.
  boolean isIn(Flash there) {
    FlashImage found;
    try {
      found = FlashImage.read(there, place());
    } catch (BadImage _) {
      return false;
    }
    if (found.entry() != entry || bytes() > there.size()) {
      return false;
    }
    if (isFile()) {
      byte[] file = flash.getFirst().bytes();
      int from = place() + HEAD_BYTES;
      return same(there, from, file, from);
    }
    for (Elf.Segment each : flash) {
      boolean skips = counted && each.address() == lowest();
      int from = skips ? COUNTED_BYTES : 0;
      if (!same(there, each.address() - Memory.WINDOW + from, each.bytes(), from)) {
        return false;
      }
    }
    return !found.parts().isEmpty()
        && found.parts().stream().allMatch(part -> has(part, FlashImage.bytes(there, part)));
  }

  private static boolean same(Flash there, int at, byte[] bytes, int from) {
    byte[] found = new byte[bytes.length - from];
    there.read(at, found);
    return Arrays.equals(found, 0, found.length, bytes, from, bytes.length);
  }

  /// Whether these bytes are what it has in RAM; what is between its segments is not looked at. A
  /// part in the flash is as long as its own, to a word.
  private boolean has(FlashImage.Part part, byte[] bytes) {
    if (!part.inRam()) {
      return flash.stream()
          .filter(each -> each.address() == part.address())
          .anyMatch(each -> inFours(each) == (part.bytes() + 3 & -4));
    }
    int seen = 0;
    for (Elf.Segment each : ram) {
      int start = each.address();
      int from = Math.max(part.address(), start);
      int to = Math.min(part.address() + bytes.length, start + each.bytes().length);
      if (from < to) {
        seen += to - from;
        int at = from - part.address();
        if (!Arrays.equals(bytes, at, at + to - from, each.bytes(), from - start, to - start)) {
          return false;
        }
      }
    }
    return seen > 0 || bytes.length == 0;
  }
}
