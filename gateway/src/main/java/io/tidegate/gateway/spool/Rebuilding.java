package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The end of a recovery: counts what is lost, and makes a spool of what is there.
final class Rebuilding {
  private static final int NAMED_CUTS = 64;

  private final StoreScan found;
  private final Cursor cursor;
  private final CutOff cutOff;
  private final Store store;
  private final List<Cut> cuts;

  Rebuilding(
      SpoolLimits limits,
      long storeId,
      StoreScan found,
      Cursor cursor,
      long highestSegment,
      CutOff cutOff,
      List<Cut> cuts) {
    this.found = found;
    this.cursor = cursor;
    this.cutOff = cutOff;
    this.cuts = new ArrayList<>(cuts);
    this.store = new Store(limits, storeId, highestSegment);
    store.nextSegment = Math.max(highestSegment + 1, cursor == null ? 1 : cursor.nextSegment());
    store.generation = cursor == null ? 0 : cursor.generation();
    store.debris.addAll(found.worthless);
    store.marks.restore(found.marks.list());
  }

  Recovered finish(
      long nowNanos, long wallMillis, boolean cursorLost, boolean cursorDamaged, long foreign) {
    Spool spool = new Spool(store, nowNanos);
    Restoring restoring = spool.restoring();
    List<Kept> kept = new ArrayList<>();
    boolean marksExact = cursor != null && cursor.orderlyEnd() && !cursorDamaged;
    for (ChainScan scan : found.chains()) {
      Cursor.Place place = cursor == null ? null : cursor.places().get(scan.chain);
      marksExact &= place == null || !goesOnBehind(scan, place);
      LossCount losses = count(scan, place);
      restoring.lost(scan.chain, losses.cuts.stream().mapToLong(Cut::records).sum());
      cuts.addAll(losses.cuts);
      number(store.chain(scan.chain), scan, place);
      kept.addAll(restoring.chain(scan, nowNanos));
    }
    if (marksExact) {
      spool.believedExact();
    }
    kept.sort(Comparator.comparingLong(Kept::position));
    cutOff.pieces.forEach(each -> restoring.cut(each.name(), each.bytes()));
    if (wallMillis >= 0) {
      spool.wallClock(wallMillis, nowNanos);
    }
    RecoveryReport report =
        report(spool.status(nowNanos).waiting(), cursorLost, marksExact, foreign);
    return new Recovered.Ready(spool, report, kept, found.marks.list());
  }

  private static boolean goesOnBehind(ChainScan scan, Cursor.Place place) {
    return scan.runs.all().stream().anyMatch(run -> run.nextNumber() > place.nextBlock());
  }

  private LossCount count(ChainScan scan, Cursor.Place place) {
    long recoveredThrough = cursor == null ? -1 : cursor.recoveredThrough();
    return new LossCount(scan, place, recoveredThrough, found.damages);
  }

  /// Numbers go on beyond anything that was ever seen, damaged headers included.
  private void number(ChainState chain, ChainScan scan, Cursor.Place place) {
    if (place != null) {
      raise(chain, place.nextBlock(), place.nextPosition(), place.records());
    }
    for (BlockRuns.Run run : scan.runs.all()) {
      raise(chain, run.nextNumber(), run.nextPosition(), run.recordsAfter());
    }
    for (StoreScan.Damaged damaged : found.damages) {
      for (BlockHeader header : damaged.where().headers()) {
        if (header.chain() == scan.chain && header.storeId() == store.storeId) {
          raise(chain, header.number() + 1, header.next(), 0);
        }
      }
    }
    chain.nextPosition = chain.committedNext;
  }

  private static void raise(ChainState chain, long nextBlock, long nextPosition, long records) {
    chain.nextBlock = Math.max(chain.nextBlock, nextBlock);
    chain.committedNext = Math.max(chain.committedNext, nextPosition);
    chain.records = Math.max(chain.records, records);
  }

  private RecoveryReport report(
      long waiting, boolean cursorLost, boolean marksExact, long foreign) {
    return new RecoveryReport(
        found.segments,
        found.chains().stream().mapToLong(each -> each.blocks).sum(),
        found.records(),
        waiting,
        cuts.stream().mapToLong(Cut::bytes).sum(),
        cuts.stream().filter(Cut::exact).mapToLong(Cut::records).sum(),
        cuts.stream().filter(each -> !each.exact()).mapToLong(Cut::records).sum(),
        found.chains().stream().mapToLong(each -> each.duplicateBlocks).sum(),
        foreign,
        cursorLost,
        marksExact,
        cuts.stream().limit(NAMED_CUTS).toList());
  }
}
