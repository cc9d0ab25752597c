package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Rebuilds a spool from what its folder holds, one segment at a time, the newest first. It always
/// succeeds.
public final class Recovery {
  private final SpoolLimits limits;
  private final RandomGenerator random;
  private final Map<Long, StoreScan> stores = new LinkedHashMap<>();

  /// Segments that do not say whose they are.
  private final List<Orphan> orphans = new ArrayList<>();

  private final CutOff cutOff = new CutOff();
  private final List<Cut> unreadable = new ArrayList<>();
  private Cursor cursor;
  private boolean cursorDamaged;
  private boolean anything;
  private int newestVersion = FileHeader.VERSION;
  private long highestSegment = -1;

  private record Orphan(long id, int sizeBytes, SegmentScan scan) {}

  /// `random` names a new store when the folder holds none.
  public Recovery(SpoolLimits limits, RandomGenerator random) {
    this.limits = limits;
    this.random = random;
  }

  /// The two cursor files, null for one that is not there. Call it first.
  public void cursor(byte[] slot0, byte[] slot1) {
    for (byte[] slot : Arrays.asList(slot0, slot1)) {
      FileHeader header = slot == null ? null : FileHeader.read(slot, FileHeader.CURSOR_MAGIC);
      newestVersion = header == null ? newestVersion : Math.max(newestVersion, header.version());
      Cursor read = Cursor.read(slot);
      cursorDamaged |= slot != null && read == null;
      anything |= slot != null;
      if (read != null && (cursor == null || read.generation() > cursor.generation())) {
        cursor = read;
      }
    }
    if (cursor != null) {
      scanOf(cursor.storeId()).cursor(cursor);
    }
  }

  /// A segment file's bytes; in descending order of ids, so that what later blocks say about
  /// earlier messages is known in time. A file that cannot be read: null; it is left alone.
  public void segment(long id, byte[] bytes) {
    anything = true;
    highestSegment = Math.max(highestSegment, id);
    if (bytes == null) {
      String words = "the file cannot be read; it is left as it is";
      unreadable.add(new Cut(Message.Chain.NORMAL, id, 0, 0, false, words));
      return;
    }
    SegmentScan scan = new SegmentScan(bytes);
    if (scan.isNewer()) {
      newestVersion = Math.max(newestVersion, scan.header.version());
      return;
    }
    if (cursor == null || id > cursor.recoveredThrough()) {
      cutOff.keep(id, bytes, scan);
    }
    Map<Long, List<Block>> byStore = new LinkedHashMap<>();
    for (Block block : scan.blocks) {
      byStore.computeIfAbsent(block.header().storeId(), _ -> new ArrayList<>()).add(block);
    }
    if (byStore.isEmpty() && scan.header == null) {
      orphans.add(new Orphan(id, bytes.length, scan));
    } else if (byStore.isEmpty()) {
      byStore.put(scan.header.storeId(), List.of());
    }
    byStore.forEach((store, blocks) -> scanOf(store).take(id, bytes.length, scan, blocks));
  }

  private StoreScan scanOf(long storeId) {
    return stores.computeIfAbsent(storeId, _ -> new StoreScan());
  }

  /// `wallMillis` is negative when the clock is not known to be right.
  public Recovered finish(long nowNanos, long wallMillis) {
    if (newestVersion > FileHeader.VERSION) {
      return new Recovered.NewerVersion(newestVersion, FileHeader.VERSION);
    }
    long storeId = storeId();
    StoreScan ours = scanOf(storeId);
    orphans.forEach(each -> ours.take(each.id, each.sizeBytes, each.scan, List.of()));
    long foreign =
        stores.values().stream()
            .filter(each -> each != ours)
            .mapToLong(each -> each.segments)
            .sum();
    boolean cursorLost = anything && cursor == null;
    Rebuilding rebuilding =
        new Rebuilding(limits, storeId, ours, cursor, highestSegment, cutOff, unreadable);
    return rebuilding.finish(nowNanos, wallMillis, cursorLost, cursorDamaged, foreign);
  }

  /// The cursor's store; without a cursor the one of which most is there.
  private long storeId() {
    if (cursor != null) {
      return cursor.storeId();
    }
    return stores.entrySet().stream()
        .filter(each -> each.getValue().segments > 0)
        .max(Comparator.comparingLong(each -> each.getValue().records()))
        .map(Map.Entry::getKey)
        .orElseGet(random::nextLong);
  }
}
