package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;

/// The serial interface that the flash hangs on (SPI0), as far as firmware drives it by itself. A
/// command is done at once; its bit reads 0 again.
final class FlashSpi implements Io {
  private static final int STATUS = 0x10;

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

  private final FlashTalk flash;
  private final SpiRegisters registers = new SpiRegisters();

  FlashSpi(Flash flash) {
    this.flash = new FlashTalk(flash);
  }

  void reset() {
    registers.reset();
    flash.reset();
  }

  @Override
  public int read(int address) {
    return registers.get(address & 0xff);
  }

  @Override
  public void write(int address, int value) {
    if ((address & 0xff) == SpiRegisters.COMMAND) {
      command(value);
    } else {
      registers.set(address & 0xff, value);
    }
  }

  private void command(int bits) {
    int address = registers.get(SpiRegisters.ADDRESS);
    int count = Math.min(address >>> 24, SpiRegisters.WORD_BYTES);
    switch (Integer.highestOneBit(bits)) {
      case READ -> registers.bytes(say(0x03, address, count), 4, count);
      case WRITE_ENABLE -> say(0x06);
      case WRITE_DISABLE -> say(0x04);
      case READ_ID -> {
        byte[] id = flash.exchange(new byte[] {(byte) 0x9f, 0, 0, 0});
        id[0] = 0;
        registers.set(
            SpiRegisters.WORDS, id[1] & 0xff | (id[2] & 0xff) << 8 | (id[3] & 0xff) << 16);
      }
      case READ_STATUS -> registers.set(STATUS, flash.status());
      case WRITE_STATUS -> {
        int status = registers.get(STATUS);
        flash.exchange(new byte[] {1, (byte) status, (byte) (status >> 8)});
      }
      case PROGRAM -> program(address, count);
      case ERASE_SECTOR -> say(0x20, address, 0);
      case ERASE_BLOCK -> say(0xd8, address, 0);
      case ERASE_ALL -> say(0xc7);
      case SpiRegisters.TRANSFER -> registers.transfer(flash);
      default -> {}
    }
  }

  private void program(int address, int count) {
    byte[] out = head(0x02, address, count);
    System.arraycopy(registers.bytes(count), 0, out, 4, count);
    flash.exchange(out);
  }

  private void say(int command) {
    flash.exchange(new byte[] {(byte) command});
  }

  private byte[] say(int command, int address, int count) {
    return flash.exchange(head(command, address, count));
  }

  private static byte[] head(int command, int address, int count) {
    byte[] out = new byte[4 + count];
    out[0] = (byte) command;
    out[1] = (byte) (address >> 16);
    out[2] = (byte) (address >> 8);
    out[3] = (byte) address;
    return out;
  }
}
