package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;

/// The serial interface that the flash hangs on (SPI0), as far as firmware drives it by itself. A
/// command is done at once; its bit reads 0 again.
final class FlashSpi implements Io {
  private static final int COMMAND = 0x00;
  private static final int ADDRESS = 0x04;
  private static final int STATUS = 0x10;
  private static final int WORDS = 0x40;
  private static final int WORD_BYTES = 64;

  private static final int READ = 1 << 31;
  private static final int WRITE_ENABLE = 1 << 30;
  private static final int WRITE_DISABLE = 1 << 29;
  private static final int READ_ID = 1 << 28;
  private static final int READ_STATUS = 1 << 27;
  private static final int WRITE_STATUS = 1 << 26;
  private static final int PROGRAM = 1 << 25;
  private static final int ERASE_SECTOR = 1 << 24;
  private static final int ERASE_BLOCK = 1 << 23;
  private static final int ERASE_ALL = 1 << 22;

  private static final int ADDRESS_MASK = 0xffffff;
  private static final int LATCH = 2;

  private final Flash flash;
  private final int[] registers = new int[0x100 / 4];
  private int status;
  private boolean writable;

  FlashSpi(Flash flash) {
    this.flash = flash;
  }

  void reset() {
    java.util.Arrays.fill(registers, 0);
    writable = false;
  }

  @Override
  public int read(int address) {
    return registers[(address & 0xff) >> 2];
  }

  @Override
  public void write(int address, int value) {
    int offset = address & 0xff;
    if (offset == COMMAND) {
      command(value);
    } else {
      registers[offset >> 2] = value;
    }
  }

  private void command(int bits) {
    int at = registers[ADDRESS >> 2] & ADDRESS_MASK;
    int count = Math.min(registers[ADDRESS >> 2] >>> 24, WORD_BYTES);
    switch (Integer.highestOneBit(bits)) {
      case READ -> {
        for (int i = 0; i < count; i += 4) {
          registers[(WORDS + i) >> 2] = flash.read32(at + i);
        }
      }
      case WRITE_ENABLE -> writable = true;
      case WRITE_DISABLE -> writable = false;
      case READ_ID -> registers[WORDS >> 2] = flash.id();
      case READ_STATUS -> registers[STATUS >> 2] = status | (writable ? LATCH : 0);
      case WRITE_STATUS -> status = registers[STATUS >> 2] & ~(LATCH | 1);
      case PROGRAM -> change(() -> flash.programPage(at, words(count)));
      case ERASE_SECTOR -> change(() -> flash.eraseSector(at));
      case ERASE_BLOCK -> change(() -> flash.eraseBlock(at));
      case ERASE_ALL -> change(flash::eraseAll);
      default -> {}
    }
  }

  /// A chip that was not told to be writable keeps what it has.
  private void change(Runnable what) {
    if (writable) {
      what.run();
    }
    writable = false;
  }

  private byte[] words(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (registers[(WORDS + i) >> 2] >>> 8 * (i & 3));
    }
    return bytes;
  }
}
