package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.chip.Flash;
import java.util.List;

/// The flash chip: read, programmed and erased, in the time that a common one takes.
///
/// Facts: `spi_flash.h` and `eagle_soc.h` (results 0 good, 1 bad; addresses and lengths in fours),
/// the public rewriting in C (`esp-open-bootrom`) for the functions that take the chip's record
/// first, times by the data sheet of the W25Q32.
final class Storage {
  private static final int GOOD = 0;
  private static final int BAD = 1;
  private static final int MICROSECOND = 80;
  private static final int SECTOR_TIME = 45_000 * MICROSECOND;
  private static final int BLOCK_TIME = 150_000 * MICROSECOND;
  private static final int PAGE_TIME = 700 * MICROSECOND;

  /// For each byte that is read, by two wires at 40 MHz.
  private static final int BYTE_TIME = 8;

  private static final int CACHE = 0x3ff0000c;
  private static final int CACHE_ON = 1 << 8;
  private static final int ODD = 1 << 25;
  private static final int PAIR_SHIFT = 16;
  private static final int PAIR = 7 << PAIR_SHIFT;

  private Storage() {}

  static List<Function> functions() {
    return List.of(
        new Function("SPIRead", 100, c -> c.give(read(c, c.word(0), c.word(1), c.word(2)))),
        new Function("SPI_read_data", 100, c -> c.give(read(c, c.word(1), c.word(2), c.word(3)))),
        new Function("SPIWrite", 100, c -> c.give(write(c, c.word(0), c.word(1), c.word(2)))),
        new Function(
            "SPI_page_program", 100, c -> c.give(write(c, c.word(1), c.word(2), c.word(3)))),
        new Function(
            "SPIEraseSector",
            100,
            c -> c.give(erase(c, c.unsigned(0) * Flash.SECTOR_BYTES, Flash.SECTOR_BYTES))),
        new Function(
            "SPI_sector_erase", 100, c -> c.give(erase(c, c.unsigned(1), Flash.SECTOR_BYTES))),
        new Function(
            "SPIEraseBlock",
            100,
            c -> c.give(erase(c, c.unsigned(0) * Flash.BLOCK_BYTES, Flash.BLOCK_BYTES))),
        new Function(
            "SPI_block_erase", 100, c -> c.give(erase(c, c.unsigned(1), Flash.BLOCK_BYTES))),
        new Function("SPIEraseArea", 100, c -> c.give(eraseArea(c))),
        new Function("SPIEraseChip", 100, Storage::eraseAll),
        new Function("SPI_chip_erase", 100, Storage::eraseAll),
        new Function("SPIParamCfg", 30, Storage::describe),
        good("SPIUnlock"),
        good("SPILock"),
        good("SPIReadModeCnfig"),
        good("SPI_write_enable"),
        good("SPI_write_status"),
        good("Wait_SPI_Idle"),
        good("Enable_QMode"),
        good("Disable_QMode"),
        good("SelectSpiFunction"),
        good("spi_flash_attach"),
        new Function(
            "SPI_read_status",
            80,
            c -> {
              c.memory().poke32(c.word(1), 0);
              c.give(GOOD);
            }),
        new Function("Cache_Read_Enable", 60, Storage::show),
        new Function("rom_Cache_Read_Enable", 60, Storage::show),
        new Function("Cache_Read_Disable", 60, Storage::hide));
  }

  private static Function good(String name) {
    return new Function(name, 80, c -> c.give(GOOD));
  }

  private static boolean inside(Flash flash, long from, long bytes) {
    return bytes >= 0 && from + bytes <= flash.size();
  }

  private static int read(Call call, int from, int to, int bytes) {
    Flash flash = call.chip().flash();
    if (!inside(flash, from & 0xffffffffL, bytes)) {
      return BAD;
    }
    byte[] found = new byte[bytes];
    flash.read(from, found);
    call.memory().poke(to, found);
    call.pass((long) BYTE_TIME * bytes);
    return GOOD;
  }

  private static int write(Call call, int to, int from, int bytes) {
    Flash flash = call.chip().flash();
    if ((bytes & 3) != 0 || !inside(flash, to & 0xffffffffL, bytes)) {
      return BAD;
    }
    flash.program(to, call.bytes(from, bytes, flash.size()));
    call.pass((long) PAGE_TIME * bytes / Flash.PAGE_BYTES);
    return GOOD;
  }

  private static int erase(Call call, long from, int bytes) {
    Flash flash = call.chip().flash();
    if (!inside(flash, from, bytes)) {
      return BAD;
    }
    if (bytes == Flash.BLOCK_BYTES) {
      flash.eraseBlock((int) from);
      call.pass(BLOCK_TIME);
    } else {
      flash.eraseSector((int) from);
      call.pass(SECTOR_TIME);
    }
    return GOOD;
  }

  /// Whole sectors from an address on, whole blocks where they fit.
  private static int eraseArea(Call call) {
    long from = call.unsigned(0) & -Flash.SECTOR_BYTES;
    long end = from + call.unsigned(1);
    if (!inside(call.chip().flash(), from, end - from)) {
      return BAD;
    }
    while (from < end) {
      boolean block = from % Flash.BLOCK_BYTES == 0 && end - from >= Flash.BLOCK_BYTES;
      int bytes = block ? Flash.BLOCK_BYTES : Flash.SECTOR_BYTES;
      erase(call, from, bytes);
      from += bytes;
    }
    return GOOD;
  }

  private static void eraseAll(Call call) {
    Flash flash = call.chip().flash();
    flash.eraseAll();
    call.pass((long) BLOCK_TIME * flash.size() / Flash.BLOCK_BYTES);
    call.give(GOOD);
  }

  /// What the record says from now on: id, bytes, bytes of a block, a sector and a page, mask.
  private static void describe(Call call) {
    for (int i = 0; i < 6; i++) {
      call.memory().poke32(Data.FLASH + 4 * i, call.word(i));
    }
    call.give(GOOD);
  }

  /// The window shows one MiB: the first or the second of a pair, and which pair.
  private static void show(Call call) {
    int others = call.chip().register(CACHE) & ~(ODD | PAIR);
    call.chip()
        .register(
            CACHE,
            others
                | CACHE_ON
                | ((call.word(0) & 1) != 0 ? ODD : 0)
                | (call.word(1) & 7) << PAIR_SHIFT);
  }

  private static void hide(Call call) {
    call.chip().register(CACHE, call.chip().register(CACHE) & ~CACHE_ON);
  }
}
