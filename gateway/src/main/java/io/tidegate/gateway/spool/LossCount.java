package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Counts what a chain has lost, from the headers of the blocks that are there: a block says how
/// many records came before it, so what is missing between two of them is known. What the cursor or
/// a later block says is released is not lost.
final class LossCount {
  private final ChainScan scan;
  private final Cursor.Place place;
  private final long recoveredThrough;
  private final List<StoreScan.Damaged> damages;
  private final Set<Long> blamed = new HashSet<>();
  final List<Cut> cuts = new ArrayList<>();

  /// `place` is null when the cursor is lost.
  LossCount(
      ChainScan scan, Cursor.Place place, long recoveredThrough, List<StoreScan.Damaged> damages) {
    this.scan = scan;
    this.place = place;
    this.recoveredThrough = recoveredThrough;
    this.damages = damages.stream().filter(each -> each.chain() == scan.chain).toList();
    count();
  }

  private void count() {
    BlockRuns.Run before = null;
    for (BlockRuns.Run run : scan.runs.all()) {
      if (before == null) {
        beforeFirst(run);
      } else {
        between(before, run);
      }
      before = run;
    }
    afterLast(before);
    harmless();
  }

  /// Where the cursor was written between the two, it knows what of the blocks before it was
  /// waiting. Places given after it belong to blocks after it, or to none: what the broker took
  /// before it was written.
  private void between(BlockRuns.Run before, BlockRuns.Run run) {
    String words =
        "blocks " + before.nextNumber() + " to " + (run.firstNumber() - 1) + " are missing";
    boolean split =
        place != null
            && place.nextBlock() >= before.nextNumber()
            && place.nextBlock() <= run.firstNumber()
            && place.nextPosition() >= before.nextPosition()
            && place.nextPosition() <= run.firstPosition();
    long middle = split ? place.nextPosition() : run.firstPosition();
    long records = split ? place.records() : run.recordsBefore();
    long segment = before.lastSegment();
    gap(before.nextPosition(), middle, records - before.recordsAfter(), segment, words);
    gap(middle, run.firstPosition(), run.recordsBefore() - records, segment, words);
  }

  /// What was there before the oldest block that is left: the cursor knows what of it was waiting.
  private void beforeFirst(BlockRuns.Run run) {
    if (place == null) {
      return;
    }
    long known = Math.min(run.firstPosition(), place.nextPosition());
    gap(0, known, Long.MAX_VALUE, -1, "what came before block " + run.firstNumber() + " is gone");
    gap(
        place.nextPosition(),
        run.firstPosition(),
        run.recordsBefore() - place.records(),
        -1,
        "blocks " + place.nextBlock() + " to " + (run.firstNumber() - 1) + " are missing");
  }

  private void afterLast(BlockRuns.Run last) {
    long nextNumber = last == null ? 0 : last.nextNumber();
    long nextPosition = last == null ? 0 : last.nextPosition();
    if (place != null && place.nextPosition() > nextPosition) {
      long records = last == null ? Long.MAX_VALUE : place.records() - last.recordsAfter();
      long segment = last == null ? -1 : last.lastSegment();
      gap(nextPosition, place.nextPosition(), records, segment, "the newest blocks are missing");
      nextNumber = Math.max(nextNumber, place.nextBlock());
      nextPosition = place.nextPosition();
    }
    for (StoreScan.Damaged damaged : damages) {
      if (last == null || damaged.segment() >= last.lastSegment()) {
        tail(damaged, nextNumber);
      }
    }
  }

  /// Records of this many, at positions from `from` to before `to`, are not there.
  private void gap(long from, long to, long records, long segment, String words) {
    if (from >= to || records <= 0) {
      return;
    }
    long unreleased = to - from - scan.released.countWithin(from, to);
    long lost = Math.min(records, unreleased);
    if (lost > 0) {
      boolean exact = records == to - from || unreleased == to - from && records < Long.MAX_VALUE;
      blamed.add(segment);
      cuts.add(new Cut(scan.chain, segment, bytesIn(segment), lost, exact, words));
    }
  }

  private long bytesIn(long segment) {
    return damages.stream()
        .filter(each -> each.segment() == segment)
        .mapToLong(each -> each.where().sizeBytes())
        .sum();
  }

  /// The end of what was written: mostly what a crash left of a commit that nobody was told about.
  private void tail(StoreScan.Damaged damaged, long nextNumber) {
    boolean news = damaged.segment() > recoveredThrough && !blamed.contains(damaged.segment());
    if (!damaged.atEnd() || !news) {
      return;
    }
    long records = 0;
    long restBytes = damaged.where().sizeBytes();
    for (BlockHeader header : damaged.where().headers()) {
      restBytes -= header.lengthBytes();
      if (header.number() >= nextNumber && header.chain() == scan.chain) {
        long size = header.next() - header.first();
        long unreleased = size - scan.released.countWithin(header.first(), header.next());
        records += Math.min(header.records(), unreleased);
      }
    }
    records += Math.max(0, restBytes) / RecordFormat.MIN_BYTES;
    blamed.add(damaged.segment());
    String words = "the end of the segment is torn or damaged";
    long bytes = damaged.where().sizeBytes();
    cuts.add(new Cut(scan.chain, damaged.segment(), bytes, records, records == 0, words));
  }

  /// Damage that cost nothing: its records stand elsewhere, or are released.
  private void harmless() {
    for (StoreScan.Damaged damaged : damages) {
      if (damaged.segment() > recoveredThrough && blamed.add(damaged.segment())) {
        String words = "damaged, and nothing in it is missing";
        cuts.add(
            new Cut(scan.chain, damaged.segment(), bytesIn(damaged.segment()), 0, true, words));
      }
    }
  }
}
