package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Writes the cursor, and unlinks what the cursor says is not needed any more: in this order.
///
/// Releases wait a while for it, marks longer: losing them costs repeats that carry a known key,
/// and a healthy gateway should leave its card alone.
final class Savepoints {
  static final int RANGES_PER_CHAIN = 64;

  /// So many segments that were emptied are worth a cursor at once.
  private static final int EMPTIED_LIMIT = 8;

  private static final long NEVER = Long.MAX_VALUE;

  private final Store store;
  private final Evictions evictions;

  private long releasedNanos = NEVER;
  private long markedNanos = NEVER;
  private long committedNanos = NEVER;
  private int emptied;
  private boolean hurried = true;
  private boolean ending;
  private boolean marksExact;
  private boolean endSaved;
  private boolean begun = true;

  Savepoints(Store store, Evictions evictions) {
    this.store = store;
    this.evictions = evictions;
  }

  void released(Segment segment, long nowNanos) {
    releasedNanos = Math.min(releasedNanos, nowNanos);
    emptied += segment.isEmpty() ? 1 : 0;
    endSaved = false;
  }

  void marked(long nowNanos) {
    markedNanos = Math.min(markedNanos, nowNanos);
    endSaved = false;
  }

  /// Something was written: a cursor that knows of it lets recovery notice when it is missing.
  void committed(long nowNanos) {
    committedNanos = Math.min(committedNanos, nowNanos);
    endSaved = false;
  }

  /// A cursor is wanted at once.
  void hurry() {
    hurried = true;
  }

  /// The process is to end: everything is to be written down.
  void end(boolean marksExact) {
    ending = true;
    this.marksExact = marksExact;
  }

  /// Recovery found marks that are exact.
  void believedExact() {
    begun = false;
  }

  /// The first cursor was tried: the one of an orderly stop, whose marks are exact, is gone now or
  /// the disk is in trouble.
  boolean begun() {
    return begun;
  }

  /// False while the end still has to be written down.
  boolean settled() {
    return !ending || endSaved;
  }

  long dueNanos(long nowNanos) {
    if (hurried || !settled() || evictions.waitForCursor() || roomWanted()) {
      return nowNanos;
    }
    long due = NEVER;
    if (releasedNanos != NEVER) {
      due = releasedNanos + store.limits.releaseDelayNanos();
    }
    if (markedNanos != NEVER && !store.marks.areWritten()) {
      due = Math.min(due, markedNanos + store.limits.quietDelayNanos());
    }
    if (committedNanos != NEVER) {
      due = Math.min(due, committedNanos + store.limits.quietDelayNanos());
    }
    for (ChainState chain : store.chains()) {
      if (chain.current != null && chain.current.isEmpty()) {
        due = Math.min(due, chain.current.newestNanos + store.limits.quietDelayNanos());
      }
    }
    return due;
  }

  /// Segments were emptied, and there are many of them or their chain is near its bound.
  private boolean roomWanted() {
    boolean wanted = emptied >= EMPTIED_LIMIT;
    for (ChainState chain : store.chains()) {
      boolean near = chain.diskBytes > chain.limitBytes - store.limits.segmentBytes();
      wanted |= emptied > 0 && near;
    }
    return wanted;
  }

  /// `afterCommit`: the same batch commits everything that waits, before this.
  void plan(Batch batch, boolean afterCommit, long nowNanos) {
    boolean nothingPending = !store.anythingPending();
    if (nothingPending && !afterCommit) {
      store.marks.nothingPending();
    }
    boolean last = ending && nothingPending;
    boolean allCommitted = afterCommit || !criticalPending();
    Cursor cursor = cursor(last && marksExact, afterCommit, allCommitted);
    batch.step(new DiskStep.WriteCursor(cursor.slot(), cursor.toBytes()));
    batch.part(new CursorPart(cursor, last, allCommitted));
    releasedNanos = NEVER;
    markedNanos = NEVER;
    committedNanos = NEVER;
    emptied = 0;
    hurried = false;
    if (allCommitted) {
      evictions.cursorBegins();
    }
    planUnlinks(batch, cursor, afterCommit, nowNanos);
  }

  /// An announcement or a command's end may be among what waits for its commit.
  private boolean criticalPending() {
    return store.chain(Message.Chain.CRITICAL).oldestPending() != null;
  }

  private Cursor cursor(boolean orderly, boolean afterCommit, boolean allCommitted) {
    Map<Message.Chain, Cursor.Place> places = new EnumMap<>(Message.Chain.class);
    for (ChainState chain : store.chains()) {
      Ranges released = chain.released(allCommitted, RANGES_PER_CHAIN);
      places.put(
          chain.chain,
          new Cursor.Place(chain.nextBlock, chain.committedNext, chain.records, released));
    }
    return new Cursor(
        store.storeId,
        store.generation + 1,
        orderly,
        store.recoveredThrough,
        store.nextSegment,
        places,
        store.marks.forCursor(afterCommit));
  }

  private void planUnlinks(Batch batch, Cursor cursor, boolean afterCommit, long nowNanos) {
    List<Segment> gone = new ArrayList<>();
    for (ChainState chain : store.chains()) {
      Ranges released = cursor.places().get(chain.chain).released();
      for (Segment segment : chain.segments) {
        // On a full disk the commit comes behind this in the same batch: its file has to stay.
        boolean inUse = afterCommit || store.anythingPending();
        boolean kept = segment == chain.current && (inUse || isWorthKeeping(segment, nowNanos));
        if (segment.isEmpty() && !kept && released.containsAll(segment.first, segment.next)) {
          gone.add(segment);
          leave(chain, segment);
        }
      }
    }
    List<Long> debris = List.copyOf(store.debris);
    if (!gone.isEmpty() || !debris.isEmpty()) {
      gone.forEach(each -> batch.step(new DiskStep.Unlink(each.id)));
      debris.forEach(each -> batch.step(new DiskStep.Unlink(each)));
      batch.step(new DiskStep.SyncFolder());
      batch.part(new UnlinkPart(gone, debris));
    }
  }

  /// Nothing is appended to it from now on, not by this batch either and not when unlinking fails
  /// half-way.
  private static void leave(ChainState chain, Segment segment) {
    if (chain.current == segment) {
      chain.current = null;
    }
  }

  /// The segment in use is given up when it is large, or when nothing was written for a while.
  private boolean isWorthKeeping(Segment current, long nowNanos) {
    boolean small = current.bytes <= store.limits.segmentBytes() / 4;
    boolean fresh = nowNanos - current.newestNanos < store.limits.quietDelayNanos();
    return !ending && small && fresh;
  }

  private final class CursorPart implements Batch.Part {
    private final Cursor cursor;
    private final boolean last;
    private final boolean allCommitted;

    CursorPart(Cursor cursor, boolean last, boolean allCommitted) {
      this.cursor = cursor;
      this.last = last;
      this.allCommitted = allCommitted;
    }

    @Override
    public void done(byte[] loaded, long nowNanos) {
      begun = true;
      store.generation = cursor.generation();
      store.marks.cursorDone(cursor.marks());
      evictions.cursorDone();
      if (!allCommitted) {
        hurry();
      } else if (!evictions.waitForCursor()) {
        store.chains().forEach(chain -> chain.segments.forEach(each -> each.unannounced = false));
      }
      boolean complete = releasedNanos == NEVER && markedNanos == NEVER;
      endSaved = last && complete && committedNanos == NEVER;
    }

    /// The same slot is written again, whole: the other one still holds the last good cursor.
    @Override
    public void failed(boolean attempted, DiskResult.Failed why, long nowNanos) {
      begun = true;
      evictions.cursorFailed();
      hurry();
    }
  }

  private final class UnlinkPart implements Batch.Part {
    private final List<Segment> segments;
    private final List<Long> debris;

    UnlinkPart(List<Segment> segments, List<Long> debris) {
      this.segments = segments;
      this.debris = debris;
    }

    @Override
    public void done(byte[] loaded, long nowNanos) {
      segments.forEach(each -> store.chain(each.chain).remove(each));
      store.debris.removeAll(debris);
    }

    /// What is left is unlinked after the next cursor; one that is gone already is no error then.
    @Override
    public void failed(boolean attempted, DiskResult.Failed why, long nowNanos) {
      hurry();
    }
  }
}
