package io.tidegate.sim.lx106.chip;

import java.util.Arrays;

/// The flash chip as its wires have it: a command byte, an address, data.
final class FlashTalk implements SpiRegisters.Device {
  private static final int WRITE_STATUS = 0x01;
  private static final int PROGRAM = 0x02;
  private static final int READ = 0x03;
  private static final int WRITE_DISABLE = 0x04;
  private static final int READ_STATUS = 0x05;
  private static final int WRITE_ENABLE = 0x06;
  private static final int FAST_READ = 0x0b;
  private static final int ERASE_SECTOR = 0x20;
  private static final int READ_STATUS_2 = 0x35;
  private static final int READ_UNIQUE = 0x4b;
  private static final int ERASE_ALL_TOO = 0x60;
  private static final int READ_ID = 0x9f;
  private static final int ERASE_ALL = 0xc7;
  private static final int ERASE_BLOCK = 0xd8;

  private static final int DATA = 4;
  private static final int LATCH = 2;
  private static final byte[] UNIQUE = {0x54, 0x69, 0x64, 0x65, 0x67, 0x61, 0x74, 0x65};

  private final Flash flash;
  private int status;
  private boolean writable;

  FlashTalk(Flash flash) {
    this.flash = flash;
  }

  void reset() {
    writable = false;
  }

  int status() {
    return status | (writable ? LATCH : 0);
  }

  @Override
  public byte[] exchange(byte[] out) {
    byte[] in = new byte[out.length];
    Arrays.fill(in, (byte) 0xff);
    if (out.length == 0) {
      return in;
    }
    int at = out.length < DATA ? 0 : (out[1] & 0xff) << 16 | (out[2] & 0xff) << 8 | out[3] & 0xff;
    switch (out[0] & 0xff) {
      case WRITE_ENABLE -> writable = true;
      case WRITE_DISABLE -> writable = false;
      case READ_STATUS -> Arrays.fill(in, 1, in.length, (byte) status());
      case READ_STATUS_2 -> Arrays.fill(in, 1, in.length, (byte) (status >> 8));
      case WRITE_STATUS -> writeStatus(out);
      case READ_ID -> {
        for (int i = 1; i < in.length; i++) {
          in[i] = (byte) (flash.id() >>> 8 * ((i - 1) % 3));
        }
      }
      case READ_UNIQUE -> {
        for (int i = DATA + 1; i < in.length; i++) {
          in[i] = UNIQUE[(i - DATA - 1) % UNIQUE.length];
        }
      }
      case READ -> read(in, DATA, at);
      case FAST_READ -> read(in, DATA + 1, at);
      case PROGRAM -> {
        byte[] data = Arrays.copyOfRange(out, Math.min(DATA, out.length), out.length);
        change(() -> flash.programPage(at, data));
      }
      case ERASE_SECTOR -> change(() -> flash.eraseSector(at));
      case ERASE_BLOCK -> change(() -> flash.eraseBlock(at));
      case ERASE_ALL, ERASE_ALL_TOO -> change(flash::eraseAll);
      default -> {}
    }
    return in;
  }

  private void read(byte[] in, int from, int at) {
    for (int i = from; i < in.length; i++) {
      in[i] = (byte) flash.read(at + i - from);
    }
  }

  private void writeStatus(byte[] out) {
    if (writable && out.length > 1) {
      status = (out[1] & 0xff | (out.length > 2 ? (out[2] & 0xff) << 8 : status & 0xff00)) & ~3;
    }
    writable = false;
  }

  /// A chip that was not told to be writable keeps what it has.
  private void change(Runnable what) {
    if (writable) {
      what.run();
    }
    writable = false;
  }
}
