package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;

/// A folder on a disk that keeps only what was synced. A crash loses any part of the rest, sector
/// by sector; a failed sync leaves in doubt what was written before it, for ever.
final class FakeDisk {
  private static final int SECTOR_BYTES = 512;

  private static final class File {
    byte[] bytes = new byte[0];
    int syncedBytes;
    boolean nameSynced;
    boolean syncFailed;
  }

  /// Which step of a batch fails, by its number since the start; the answer's kind is in `trouble`.
  BiPredicate<Long, DiskStep> fails = (_, _) -> false;

  DiskResult.Trouble trouble = DiskResult.Trouble.INPUT_OUTPUT;
  long freeBytes = Long.MAX_VALUE;
  long stepsTried;
  long writtenBytes;
  long syncs;

  final TreeMap<String, byte[]> quarantine = new TreeMap<>();
  private final TreeMap<Long, File> files = new TreeMap<>();

  /// Unlinked, and not synced as such: a crash may bring them back.
  private final TreeMap<Long, File> unlinked = new TreeMap<>();

  private final byte[][] cursors = new byte[2][];

  DiskResult perform(DiskBatch batch) {
    List<DiskResult.Loaded> loaded = new ArrayList<>();
    for (int i = 0; i < batch.steps().size(); i++) {
      DiskStep step = batch.steps().get(i);
      if (fails.test(stepsTried++, step)) {
        failAt(step);
        return new DiskResult.Failed(batch.id(), i, trouble, "told to fail: " + step.getClass());
      }
      byte[] bytes = perform(step);
      if (step instanceof DiskStep.Load(long segment)) {
        loaded.add(new DiskResult.Loaded(segment, bytes));
      }
    }
    return new DiskResult.Done(batch.id(), loaded, freeBytes);
  }

  private byte[] perform(DiskStep step) {
    switch (step) {
      case DiskStep.Append(long segment, byte[] bytes) -> append(segment, bytes, bytes.length);
      case DiskStep.Sync(long segment) -> {
        syncs++;
        File file = files.get(segment);
        if (file.syncFailed) {
          throw new AssertionError("segment " + segment + " is synced again after a failed sync");
        }
        file.syncedBytes = file.bytes.length;
      }
      case DiskStep.SyncFolder() -> {
        syncs++;
        files.values().forEach(file -> file.nameSynced = true);
        unlinked.clear();
      }
      case DiskStep.WriteCursor(int slot, byte[] bytes) -> {
        syncs++;
        writtenBytes += bytes.length;
        cursors[slot] = bytes.clone();
      }
      case DiskStep.Unlink(long segment) -> {
        File file = files.remove(segment);
        if (file != null && file.nameSynced) {
          unlinked.put(segment, file);
        }
      }
      case DiskStep.Load(long segment) -> {
        return bytes(segment);
      }
      case DiskStep.Quarantine(String name, byte[] bytes) -> {
        syncs++;
        writtenBytes += bytes.length;
        quarantine.put(name + "#" + quarantine.size(), bytes.clone());
      }
    }
    return null;
  }

  private void append(long segment, byte[] bytes, int length) {
    File file = files.computeIfAbsent(segment, _ -> new File());
    if (file.syncFailed) {
      throw new AssertionError("segment " + segment + " is written again after a failed write");
    }
    writtenBytes += length;
    int old = file.bytes.length;
    file.bytes = Arrays.copyOf(file.bytes, old + length);
    System.arraycopy(bytes, 0, file.bytes, old, length);
  }

  /// A write that fails leaves half of it, a sync that fails nothing certain.
  private void failAt(DiskStep step) {
    if (step instanceof DiskStep.Append(long segment, byte[] bytes)) {
      append(segment, bytes, bytes.length / 2);
      files.get(segment).syncFailed = true;
    } else if (step instanceof DiskStep.Sync(long segment)) {
      files.get(segment).syncFailed = true;
    }
  }

  /// Power is lost while this batch (or none: null) was under way.
  void crash(DiskBatch underWay, RandomGenerator random) {
    if (underWay != null) {
      int whole = random.nextInt(underWay.steps().size() + 1);
      underWay.steps().stream().limit(whole).forEach(this::perform);
      if (whole < underWay.steps().size()) {
        tear(underWay.steps().get(whole), random);
      }
    }
    unlinked.forEach(
        (segment, file) -> {
          if (random.nextBoolean()) {
            files.put(segment, file);
          }
        });
    unlinked.clear();
    files.values().removeIf(file -> !file.nameSynced && random.nextBoolean());
    files.values().forEach(file -> loseUnsynced(file, random));
  }

  private void tear(DiskStep step, RandomGenerator random) {
    if (step instanceof DiskStep.Append(long segment, byte[] bytes)) {
      append(segment, bytes, random.nextInt(bytes.length + 1));
    } else if (step instanceof DiskStep.WriteCursor(int slot, byte[] bytes)) {
      byte[] old = cursors[slot] == null ? new byte[0] : cursors[slot];
      byte[] torn = Arrays.copyOf(old, Math.max(old.length, bytes.length));
      System.arraycopy(bytes, 0, torn, 0, random.nextInt(bytes.length + 1));
      cursors[slot] = torn;
    }
  }

  private static void loseUnsynced(File file, RandomGenerator random) {
    int length = file.syncedBytes + random.nextInt(file.bytes.length - file.syncedBytes + 1);
    byte[] left = Arrays.copyOf(file.bytes, length);
    for (int from = file.syncedBytes; from < length; from += SECTOR_BYTES) {
      if (random.nextInt(4) == 0) {
        Arrays.fill(left, from, Math.min(length, from + SECTOR_BYTES), (byte) 0);
      }
    }
    file.bytes = left;
    file.syncedBytes = length;
    file.nameSynced = true;
    file.syncFailed = false;
  }

  Recovered recover(SpoolLimits limits, RandomGenerator random, long nowNanos, long wallMillis) {
    Recovery recovery = new Recovery(limits, random);
    recovery.cursor(cursors[0], cursors[1]);
    for (long id : segments().reversed()) {
      recovery.segment(id, bytes(id));
    }
    return recovery.finish(nowNanos, wallMillis);
  }

  List<Long> segments() {
    return new ArrayList<>(files.keySet());
  }

  byte[] bytes(long segment) {
    File file = files.get(segment);
    return file == null ? new byte[0] : file.bytes.clone();
  }

  byte[] cursor(int slot) {
    return cursors[slot] == null ? null : cursors[slot].clone();
  }

  void setCursor(int slot, byte[] bytes) {
    cursors[slot] = bytes;
  }

  /// Puts a file there, or removes it (null).
  void set(long segment, byte[] bytes) {
    if (bytes == null) {
      files.remove(segment);
      return;
    }
    File file = new File();
    file.bytes = bytes.clone();
    file.syncedBytes = bytes.length;
    file.nameSynced = true;
    files.put(segment, file);
  }

  FakeDisk copy() {
    FakeDisk copy = new FakeDisk();
    files.forEach((id, file) -> copy.set(id, file.bytes));
    copy.setCursor(0, cursor(0));
    copy.setCursor(1, cursor(1));
    return copy;
  }

  Map<String, byte[]> quarantine() {
    return Collections.unmodifiableMap(quarantine);
  }
}
