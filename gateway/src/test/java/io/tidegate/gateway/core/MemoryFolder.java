package io.tidegate.gateway.core;

import io.tidegate.gateway.spool.DiskBatch;
import io.tidegate.gateway.spool.DiskResult;
import io.tidegate.gateway.spool.DiskStep;
import io.tidegate.gateway.spool.Recovery;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A spool's folder in memory, at the pace of a test: a batch is performed whole, fails, or is lost
/// in a crash.
final class MemoryFolder implements Disk {
  private final NavigableMap<Long, ByteArrayOutputStream> segments = new TreeMap<>();
  private final byte[][] cursors = new byte[2][];
  final List<String> quarantine = new ArrayList<>();
  private DiskBatch asked;

  @Override
  public void perform(DiskBatch batch) {
    if (asked != null) {
      throw new IllegalStateException("one batch at a time");
    }
    asked = batch;
  }

  boolean asked() {
    return asked != null;
  }

  DiskResult perform() {
    DiskBatch batch = asked;
    asked = null;
    List<DiskResult.Loaded> loaded = new ArrayList<>();
    for (DiskStep step : batch.steps()) {
      switch (step) {
        case DiskStep.Append(long segment, byte[] bytes) ->
            segments.computeIfAbsent(segment, _ -> new ByteArrayOutputStream()).writeBytes(bytes);
        case DiskStep.Sync _, DiskStep.SyncFolder _ -> {}
        case DiskStep.WriteCursor(int slot, byte[] bytes) -> cursors[slot] = bytes;
        case DiskStep.Unlink(long segment) -> segments.remove(segment);
        case DiskStep.Load(long segment) ->
            loaded.add(new DiskResult.Loaded(segment, segments.get(segment).toByteArray()));
        case DiskStep.Quarantine(String name, byte[] _) -> quarantine.add(name);
      }
    }
    return new DiskResult.Done(batch.id(), loaded, 1L << 40);
  }

  /// The first step fails, nothing of the batch is there.
  DiskResult fail(DiskResult.Trouble trouble) {
    DiskBatch batch = asked;
    asked = null;
    return new DiskResult.Failed(batch.id(), 0, trouble, "the disk fails");
  }

  void crash() {
    asked = null;
  }

  void readBy(Recovery recovery) {
    recovery.cursor(cursors[0], cursors[1]);
    segments.descendingMap().forEach((id, bytes) -> recovery.segment(id, bytes.toByteArray()));
  }

  int segments() {
    return segments.size();
  }
}
