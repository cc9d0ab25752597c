package io.tidegate.gateway.lab.twin;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A file as a disk has it: what was written, how much of that is durable, and whether its name is.
final class SimFile {
  private static final int PAGE_BYTES = 512;

  private byte[] bytes = new byte[4_096];
  private int length;
  private int synced;

  /// A sync failed: what was written until then may be thought clean and is not on the disk, and
  /// no later sync brings it there.
  private boolean doomed;

  boolean named;

  int length() {
    return length;
  }

  int synced() {
    return synced;
  }

  byte[] content() {
    return Arrays.copyOf(bytes, length);
  }

  byte[] raw() {
    return bytes;
  }

  void append(byte[] more, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
    System.arraycopy(more, 0, bytes, length, count);
    length += count;
  }

  /// False when nothing became durable although nobody is told so.
  boolean sync() {
    if (doomed) {
      return false;
    }
    synced = length;
    return true;
  }

  /// The process that saw the sync fail is gone, the machine went on: the system may write these
  /// bytes at last, but nobody has been told so. (That a disk fails, the process is killed and then
  /// the power is lost, all within a few seconds, is more than anybody promises against.)
  void outliveProcess() {
    doomed = false;
  }

  void doom() {
    doomed = true;
  }

  /// Power is lost: unsynced bytes are there, or gone, or zeros, or anything else. True when some
  /// are not as they were written.
  boolean tear(RandomGenerator random) {
    int unsynced = length - synced;
    if (unsynced == 0) {
      return false;
    }
    byte[] before = content();
    switch (random.nextInt(6)) {
      case 0 -> length = synced;
      case 1 -> length = synced + random.nextInt(unsynced);
      case 2 -> Arrays.fill(bytes, synced + random.nextInt(unsynced), length, (byte) 0);
      case 3 -> {
        for (int i = synced; i < length; i += PAGE_BYTES) {
          if (random.nextBoolean()) {
            Arrays.fill(bytes, i, Math.min(length, i + PAGE_BYTES), (byte) 0);
          }
        }
      }
      case 4 -> bytes[synced + random.nextInt(unsynced)] ^= (byte) (1 << random.nextInt(8));
      default -> {}
    }
    return !Arrays.equals(before, content());
  }

  /// After the power came back: what is there is what counts.
  void settle() {
    synced = length;
    doomed = false;
  }

  void rot(RandomGenerator random) {
    if (length > 0) {
      bytes[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /// Overwrites from the start; the rest stays.
  void overwrite(byte[] with, int count) {
    if (bytes.length < with.length) {
      bytes = Arrays.copyOf(bytes, with.length);
    }
    System.arraycopy(with, 0, bytes, 0, count);
    length = Math.max(length, count);
  }
}
