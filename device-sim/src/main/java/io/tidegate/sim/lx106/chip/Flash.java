package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.FlashBytes;

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

  private final FlashBytes bytes;
  private Watcher watcher = (_, _) -> {};
  private byte[] copy;
  private long erased;
  private long programmed;

  /// These bytes, not copied: a power of two of them, 256 KiB to 16 MiB.
  public Flash(byte[] bytes) {
    this(FlashBytes.of(bytes));
  }

  private Flash(FlashBytes bytes) {
    int size = bytes.size();
    if (size < SMALLEST || size > LARGEST || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(
          "flash: expected a power of two from %d to %d bytes, got %d"
              .formatted(SMALLEST, LARGEST, size));
    }
    this.bytes = bytes;
  }

  /// An erased one. What stays so takes no memory.
  public static Flash erased(int size) {
    return new Flash(FlashBytes.erased(size));
  }

  void watchedBy(Watcher watcher) {
    this.watcher = watcher;
  }

  /// A copy of what it has; what the host writes there is taken over by [#written].
  public byte[] bytes() {
    copy = new byte[size()];
    bytes.get(0, copy);
    return copy;
  }

  /// Copies what it has from this place on.
  public void read(int address, byte[] into) {
    bytes.get(address, into);
  }

  FlashBytes shared() {
    return bytes;
  }

  public int size() {
    return bytes.size();
  }

  /// As the command for it answers (9f): maker, kind, size as a power of two, from the lowest byte
  /// on.
  public int id() {
    return MAKER | KIND << 8 | Integer.numberOfTrailingZeros(size()) << 16;
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
    return bytes.get(address & size() - 1);
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
    int page = address & -PAGE_BYTES & size() - 1;
    for (int i = 0; i < data.length; i++) {
      clear(page | address + i & PAGE_BYTES - 1, data[i]);
    }
    programmed += data.length;
    watcher.changed(page, page + PAGE_BYTES);
  }

  /// Clears bits anywhere, page by page, as the ROM's function does. False, and nothing is done,
  /// when it would go beyond the end.
  public boolean program(int address, byte[] data) {
    if (address < 0 || address + (long) data.length > size()) {
      return false;
    }
    for (int i = 0; i < data.length; i++) {
      clear(address + i, data[i]);
    }
    programmed += data.length;
    watcher.changed(address, address + data.length);
    return true;
  }

  private void clear(int address, int zeros) {
    bytes.set(address, bytes.get(address) & zeros);
  }

  /// The sector that this address lies in.
  public void eraseSector(int address) {
    erase(address, SECTOR_BYTES);
  }

  public void eraseBlock(int address) {
    erase(address, BLOCK_BYTES);
  }

  public void eraseAll() {
    erase(0, size());
  }

  private void erase(int address, int count) {
    int from = address & -count & size() - 1;
    bytes.fill(from, from + count, (byte) 0xff);
    erased += count / SECTOR_BYTES;
    watcher.changed(from, from + count);
  }

  /// The host wrote into the last copy there, against every rule.
  public void written(int from, int to) {
    for (int at = from; at < to; at++) {
      bytes.set(at, copy[at]);
    }
    copy = null;
    watcher.changed(from, to);
  }
}
