package io.tidegate.sim.lx106.chip;

import java.util.Arrays;

/// The flash chip beside the ESP8266. Programming only clears bits; erasing sets them, a sector at
/// a time.
public final class Flash {
  public static final int SECTOR_BYTES = 0x1000;
  public static final int BLOCK_BYTES = 0x10000;
  public static final int PAGE_BYTES = 0x100;

  private static final int SMALLEST = 1 << 18;
  private static final int LARGEST = 1 << 24;

  /// Maker and kind of a common one (Winbond W25Q), as JEDEC has them.
  private static final int MAKER = 0xef;

  private static final int KIND = 0x40;

  /// Whoever has to know that bytes are others now.
  interface Watcher {
    void changed(int from, int to);
  }

  private final byte[] bytes;
  private Watcher watcher = (_, _) -> {};
  private long erased;
  private long programmed;

  /// These bytes, not copied: a power of two of them, 256 KiB to 16 MiB.
  public Flash(byte[] bytes) {
    if (bytes.length < SMALLEST || bytes.length > LARGEST || Integer.bitCount(bytes.length) != 1) {
      throw new IllegalArgumentException(
          "flash: expected a power of two from %d to %d bytes, got %d"
              .formatted(SMALLEST, LARGEST, bytes.length));
    }
    this.bytes = bytes;
  }

  /// An erased one.
  public static Flash erased(int size) {
    Flash flash = new Flash(new byte[size]);
    Arrays.fill(flash.bytes, (byte) 0xff);
    return flash;
  }

  void watchedBy(Watcher watcher) {
    this.watcher = watcher;
  }

  /// What it has; whoever writes here says so by [#written].
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return bytes.length;
  }

  /// As the command for it answers (9f): maker, kind, size as a power of two, from the lowest byte
  /// on.
  public int id() {
    return MAKER | KIND << 8 | Integer.numberOfTrailingZeros(bytes.length) << 16;
  }

  /// How often a sector was erased.
  public long erasedSectors() {
    return erased;
  }

  public long programmedBytes() {
    return programmed;
  }

  /// 8 bits; beyond its end it begins again, as the address lines have it.
  public int read(int address) {
    return bytes[address & bytes.length - 1] & 0xff;
  }

  /// Little endian.
  public int read32(int address) {
    return read(address)
        | read(address + 1) << 8
        | read(address + 2) << 16
        | read(address + 3) << 24;
  }

  /// Clears bits. Past the end of a page of 256 it goes on at the page's beginning.
  public void programPage(int address, byte[] data) {
    int page = address & -PAGE_BYTES & bytes.length - 1;
    for (int i = 0; i < data.length; i++) {
      bytes[page | address + i & PAGE_BYTES - 1] &= data[i];
    }
    programmed += data.length;
    watcher.changed(page, page + PAGE_BYTES);
  }

  /// Clears bits anywhere, page by page, as the ROM's function does. False, and nothing is done,
  /// when it would go beyond the end.
  public boolean program(int address, byte[] data) {
    if (address < 0 || address + (long) data.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < data.length; i++) {
      bytes[address + i] &= data[i];
    }
    programmed += data.length;
    watcher.changed(address, address + data.length);
    return true;
  }

  /// The sector that this address lies in.
  public void eraseSector(int address) {
    erase(address, SECTOR_BYTES);
  }

  public void eraseBlock(int address) {
    erase(address, BLOCK_BYTES);
  }

  public void eraseAll() {
    erase(0, bytes.length);
  }

  private void erase(int address, int count) {
    int from = address & -count & bytes.length - 1;
    Arrays.fill(bytes, from, from + count, (byte) 0xff);
    erased += count / SECTOR_BYTES;
    watcher.changed(from, from + count);
  }

  /// The host wrote these bytes, against every rule.
  public void written(int from, int to) {
    watcher.changed(from, to);
  }
}
