package io.tidegate.sim.lx106.boot;

import io.tidegate.sim.lx106.chip.Flash;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// What a program left somewhere in the flash goes to another place, sector by sector; what is
/// compressed by gzip is unpacked on the way. The source is read as it is needed: a copy that runs
/// into it finds what it has written itself.
final class Copy implements AutoCloseable {
  // the numbers that the loader gives for what goes wrong
  static final int UNALIGNED = 1;
  static final int NOT_ERASED = 2;
  static final int NOT_READ = 3;
  static final int NO_HEADER = 5;
  static final int DAMAGED = 6;

  private static final int SECTOR = Flash.SECTOR_BYTES;
  private static final int GZIP_HEAD_BYTES = 10;
  private static final int HAS_CHECK = 2;
  private static final int HAS_MORE = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int DEFLATED = 8;

  private final Flash flash;
  private final Command command;

  /// Null for what is copied as it is.
  private Inflater inflater;

  private int failure;
  private int from;
  private int to;
  private int left;

  Copy(Flash flash, Command command) {
    this.flash = flash;
    this.command = command;
    from = command.from();
    to = command.to();
    if (((from | to) & SECTOR - 1) != 0) {
      failure = UNALIGNED;
    } else if (flash.read(from) == 0x1f && flash.read(from + 1) == 0x8b) {
      left = flash.read32(from + command.bytes() - 4);
      skipGzipHead();
      inflater = new Inflater(true);
    } else {
      left = command.bytes() + SECTOR - 1 & -SECTOR;
    }
  }

  private void skipGzipHead() {
    int flags = flash.read(from + 3);
    if (flash.read(from + 2) != DEFLATED) {
      failure = NO_HEADER;
    }
    from += GZIP_HEAD_BYTES;
    if ((flags & HAS_MORE) != 0) {
      from += 2 + (flash.read(from) | flash.read(from + 1) << 8);
    }
    skipText((flags & HAS_NAME) != 0);
    skipText((flags & HAS_COMMENT) != 0);
    from += (flags & HAS_CHECK) != 0 ? 2 : 0;
  }

  private void skipText(boolean there) {
    while (there && from < flash.size() && flash.read(from++) != 0) {}
  }

  boolean compressed() {
    return inflater != null;
  }

  /// 0 as long as all is well.
  int failure() {
    return failure;
  }

  boolean over() {
    return failure != 0 || left <= 0;
  }

  /// Where the next sector goes.
  int to() {
    return to;
  }

  /// What the next sector will be; null when that cannot be.
  byte[] next() {
    byte[] sector = new byte[SECTOR];
    if (to < 0 || to > flash.size() - SECTOR) {
      failure = NOT_ERASED;
    } else if (inflater != null) {
      inflate(sector, Math.min(left, SECTOR));
    } else if (from < 0 || from > flash.size() - SECTOR) {
      failure = NOT_READ;
    } else {
      flash.read(from, sector);
      from += SECTOR;
    }
    return failure == 0 ? sector : null;
  }

  private void inflate(byte[] sector, int wanted) {
    Arrays.fill(sector, wanted, SECTOR, (byte) 0xff);
    try {
      int count = 0;
      while (count < wanted && !inflater.finished()) {
        if (inflater.needsInput() && !feed()) {
          failure = DAMAGED;
          return;
        }
        count += inflater.inflate(sector, count, wanted - count);
        if (inflater.needsDictionary()) {
          failure = DAMAGED;
          return;
        }
      }
    } catch (DataFormatException _) {
      failure = DAMAGED;
    }
  }

  private boolean feed() {
    byte[] more = new byte[Math.clamp(flash.size() - from, 0, SECTOR)];
    flash.read(from, more);
    from += more.length;
    inflater.setInput(more);
    return more.length > 0;
  }

  /// That sector is done.
  void on() {
    to += SECTOR;
    left -= SECTOR;
  }

  @Override
  public String toString() {
    return "%d bytes%s from 0x%x to 0x%x of the flash"
        .formatted(
            command.bytes(),
            inflater == null ? "" : " compressed by gzip",
            command.from(),
            command.to());
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
