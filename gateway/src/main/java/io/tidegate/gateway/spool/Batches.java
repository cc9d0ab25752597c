package io.tidegate.gateway.spool;

import java.util.function.Consumer;

/// Decides what the disk does next and keeps the order of safety within a batch: what waits is
/// committed, then the cursor may say that something is gone, then files go, then files are read.
///
/// On a full disk the order is another: first what the broker has is unlinked, else nothing could
/// be written any more. What was dropped has to wait for its announcement there too.
final class Batches {
  private static final long PROBE_NANOS = 10_000_000_000L;
  private static final long NEVER = Long.MAX_VALUE;

  private final Store store;
  private final Holding holding;
  private final Commits commits;
  private final Savepoints savepoints;
  private final Bounds bounds;
  private final Loader loader;
  private final Aside aside;
  private final Evictions evictions;
  private final Consumer<Entry> keptAside;
  final Retry retry = new Retry();

  private Batch underWay;
  private long begunNanos;
  private boolean committing;
  private long nextId = 1;
  private long answeredNanos;
  long syncs;
  long writtenBytes;

  Batches(
      Store store,
      Holding holding,
      Commits commits,
      Savepoints savepoints,
      Bounds bounds,
      Loader loader,
      Aside aside,
      Evictions evictions,
      Consumer<Entry> keptAside) {
    this.store = store;
    this.holding = holding;
    this.commits = commits;
    this.savepoints = savepoints;
    this.bounds = bounds;
    this.loader = loader;
    this.aside = aside;
    this.evictions = evictions;
    this.keptAside = keptAside;
  }

  /// The next batch, or null.
  DiskBatch due(long nowNanos, boolean urgent) {
    boolean early = !urgent && dueNanos(nowNanos) - nowNanos > 0;
    if (underWay != null || early || retry.isWaiting(nowNanos)) {
      return null;
    }
    bounds.look(nowNanos);
    Batch batch = new Batch(nextId);
    plan(batch, nowNanos, urgent);
    if (batch.isEmpty() && !probes(nowNanos)) {
      return null;
    }
    nextId++;
    underWay = batch;
    begunNanos = nowNanos;
    return batch.toDisk();
  }

  private void plan(Batch batch, long nowNanos, boolean urgent) {
    store.inherited.plan(batch);
    boolean cursor = evictions.untold() == 0 && savepoints.dueNanos(nowNanos) - nowNanos <= 0;
    if (cursor && retry.isFull()) {
      savepoints.plan(batch, false, nowNanos);
      cursor = false;
    }
    committing = commitsNow(nowNanos, urgent || cursor && waitsBeforeCursor());
    if (committing) {
      commits.plan(batch, nowNanos);
    }
    if (cursor) {
      savepoints.plan(batch, committing, nowNanos);
    }
    aside.plan(batch, keptAside);
    bounds.plan(batch);
    loader.plan(batch);
  }

  /// What says that something is gone has to be durable before it is: an announcement before what
  /// it announces, a command's result and end before the release of its intent.
  private boolean waitsBeforeCursor() {
    return evictions.waitForCursor() || store.chain(Message.Chain.CRITICAL).oldestPending() != null;
  }

  private boolean commitsNow(long nowNanos, boolean urgent) {
    return store.anythingPending() && (urgent || commitDueNanos(nowNanos) - nowNanos <= 0);
  }

  private long commitDueNanos(long nowNanos) {
    long oldest = store.oldestPendingNanos();
    if (oldest == NEVER) {
      return NEVER;
    }
    boolean enough = store.pendingBytes() >= store.limits.commitBytes();
    return enough ? nowNanos : oldest + store.limits.commitDelayNanos();
  }

  /// With too little space left nothing may be written that would tell when there is more.
  private boolean probes(long nowNanos) {
    return probeDueNanos() - nowNanos <= 0;
  }

  private long probeDueNanos() {
    boolean low = store.freeBytes < store.limits.freeFloorBytes();
    return low ? answeredNanos + PROBE_NANOS : NEVER;
  }

  long dueNanos(long nowNanos) {
    if (underWay != null) {
      return NEVER;
    }
    if (evictions.untold() > 0) {
      return nowNanos;
    }
    long due = Math.min(commitDueNanos(nowNanos), savepoints.dueNanos(nowNanos));
    due = Math.min(due, Math.min(bounds.dueNanos(nowNanos), probeDueNanos()));
    if (!aside.isEmpty() || holding.wantsLoad() && holding.loadBudget() > 0) {
      due = nowNanos;
    }
    return retry.after(due, nowNanos);
  }

  /// False when this is no answer to the batch under way.
  boolean answered(DiskResult result, long nowNanos) {
    Batch batch = underWay;
    if (batch == null || batch.id != result.batch()) {
      return false;
    }
    underWay = null;
    committing = false;
    answeredNanos = nowNanos;
    int done = batch.size();
    switch (result) {
      case DiskResult.Done(_, _, long freeBytes) -> {
        store.freeBytes = freeBytes;
        retry.succeeded();
      }
      case DiskResult.Failed failed -> {
        done = failed.step();
        retry.failed(failed, nowNanos);
      }
    }
    syncs += batch.syncs(done);
    writtenBytes += batch.writtenBytes(done);
    boolean atFirst = !savepoints.begun();
    batch.answered(result, nowNanos);
    if (atFirst && savepoints.begun()) {
      holding.lanes.durableOnly(store.limits.commitDelayNanos() == 0);
    }
    bounds.segmentsOpened(commits.takeSegmentsOpened());
    return true;
  }

  /// How long the disk has had the batch under way; 0 when it owes no answer.
  long busyNanos(long nowNanos) {
    return underWay == null ? 0 : nowNanos - begunNanos;
  }

  /// True when nothing waits for the disk that only memory holds.
  boolean settled() {
    boolean committed = !store.anythingPending() && !committing && !aside.holdsMessage();
    return committed && (savepoints.settled() || retry.inTrouble());
  }
}
