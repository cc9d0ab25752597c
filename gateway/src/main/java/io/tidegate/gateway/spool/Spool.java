package io.tidegate.gateway.spool;

import java.util.List;

/// Where messages wait until the broker has taken them: in memory first, and on disk when they have
/// to wait. Owned by one thread; time comes in.
public final class Spool {
  private final SpoolLimits limits;
  private final Store store;
  private final Holding holding;
  private final Evictions evictions = new Evictions();
  private final Aside aside = new Aside();
  private final Savepoints savepoints;
  private final Commits commits;
  private final Bounds bounds;
  private final Batches batches;

  private long lastNanos;
  private long appended;
  private long released;
  private long refused;
  private long setAside;

  Spool(Store store, long nowNanos) {
    this.limits = store.limits;
    this.store = store;
    this.lastNanos = nowNanos;
    this.holding = new Holding(limits);
    this.savepoints = new Savepoints(store, evictions);
    this.commits = new Commits(store, holding, savepoints);
    Losses losses = new Losses(holding, evictions);
    this.bounds = new Bounds(store, holding, evictions, savepoints, losses);
    Loader loader = new Loader(store, holding, losses);
    this.batches =
        new Batches(
            store, holding, commits, savepoints, bounds, loader, aside, evictions, this::keptAside);
  }

  /// What recovery puts in before the first step.
  Restoring restoring() {
    return new Restoring(store, holding, evictions, aside);
  }

  /// Takes a message, or says why not. Positions of one chain count up.
  public Appended append(Message message, long nowNanos) {
    lastNanos = nowNanos;
    Appended.Why why = bounds.refuses(message, Entry.sizeBytes(message));
    if (why != null) {
      refused++;
      return new Appended.Refused(why);
    }
    appended++;
    if (message.chain() == Message.Chain.CRITICAL) {
      evictions.announced();
    }
    Entry entry = store.chain(message.chain()).take(message, nowNanos);
    Entry superseded = holding.add(entry);
    if (superseded != null) {
      supersede(superseded, nowNanos);
    }
    return new Appended.Taken(entry.token);
  }

  /// False when a bound is near that refuses the newest: what can wait elsewhere should.
  public boolean hasRoom() {
    return holding.hasRoomFor(Message.Chain.NORMAL, (int) (limits.memoryBytes() / 16))
        && !bounds.isHeldBack(limits.segmentBytes() / 2);
  }

  private void supersede(Entry old, long nowNanos) {
    free(old, nowNanos);
    Message message = old.message;
    List<Key> key = List.of(message.key());
    Evicted.of(message.chain(), message.lane(), key, Evicted.Reason.SUPERSEDED)
        .forEach(evictions::add);
  }

  /// The next message to publish, or null when none is ready. Each is handed out once until
  /// [#rewind]. Live lanes come first; late ones only when `alsoLate`.
  public Waiting next(long nowNanos, boolean alsoLate) {
    lastNanos = nowNanos;
    Entry entry = holding.next(alsoLate);
    if (entry == null) {
      return null;
    }
    boolean backlog = entry.firstPosition() < store.chain(entry.message.chain()).backlogEnd;
    return new Waiting(entry.token, lateForm(entry), entry.lane.late, backlog);
  }

  /// A late message must not replace a retained newer one at the broker.
  private static Message lateForm(Entry entry) {
    Message m = entry.message;
    if (!entry.lane.late || !m.retain()) {
      return m;
    }
    return new Message(
        m.kind(), m.chain(), m.lane(), m.key(), m.topic(), m.payload(), m.qos(), false);
  }

  /// The connection is gone: everything handed out and not released waits again, in order.
  public void rewind() {
    holding.rewind().forEach(entry -> supersede(entry, lastNanos));
    bounds.rewound();
  }

  /// The connection is back: what waits now is backlog. With `liveFirst` it becomes late.
  public void connected() {
    rewind();
    store.chains().forEach(chain -> chain.backlogEnd = chain.nextPosition);
    if (limits.liveFirst()) {
      holding.splitLate();
    }
  }

  /// The broker has taken the message at this position, or a command's record is not needed any
  /// more. Returns the message; null when nothing with this position was handed out.
  public Message release(long position, long nowNanos) {
    lastNanos = nowNanos;
    Entry entry = holding.release(position);
    if (entry == null) {
      return null;
    }
    free(entry, nowNanos);
    return entry.message;
  }

  private void free(Entry entry, long nowNanos) {
    entry.released = true;
    released++;
    ChainState chain = store.chain(entry.message.chain());
    chain.dropPending(entry);
    if (entry.segment != null) {
      entry.segment.release(entry.position, entry.message.lane());
      entry.segment.residents.remove(entry.position);
      chain.releasedOnDisk(entry.position);
      savepoints.released(entry.segment, nowNanos);
    }
  }

  /// Sets a handed out message aside that nobody takes: it is kept in a file of its own and counts
  /// as released once it is there.
  public Message setAside(long position, long nowNanos) {
    lastNanos = nowNanos;
    Entry entry = holding.release(position);
    if (entry == null) {
      return null;
    }
    setAside++;
    entry.aside = true;
    if (entry.segment != null) {
      entry.segment.residents.put(entry.position, entry);
    }
    aside.message(entry);
    return entry.message;
  }

  private void keptAside(Entry entry) {
    free(entry, lastNanos);
  }

  /// A board's session has come to this number. Call it in the step that appended the reading, or
  /// later. It is written once everything appended before is durable or released.
  public void mark(Mark mark, long nowNanos) {
    lastNanos = nowNanos;
    if (store.marks.raise(mark)) {
      savepoints.marked(nowNanos);
    }
  }

  /// What a bound threw away since the last call. Append what announces it before calling [#due]
  /// again: then the announcement is durable before the messages are gone. Room is kept for it.
  public List<Evicted> takeEvicted() {
    return evictions.take();
  }

  /// Wall time, for ages that outlive a restart; call it when the clock is known to be right.
  public void wallClock(long wallMillis, long nowNanos) {
    lastNanos = nowNanos;
    store.wallClock(wallMillis, nowNanos);
  }

  /// The disk holds marks of an orderly stop.
  void believedExact() {
    savepoints.believedExact();
    holding.lanes.durableOnly(true);
  }

  /// False at first, while the disk still holds marks of an orderly stop as exact: whoever is told
  /// now that more is safe would make them wrong, and so would what only memory holds when it goes
  /// to the broker. A disk that fails ends the wait too: better a wrong word than no delivery.
  public boolean begun() {
    return savepoints.begun();
  }

  /// The process is to end: from now on [#settled] also asks for what saves repeats after the next
  /// start. `marksExact`: no board was told more than the marks say; otherwise the next start
  /// believes the boards, as after a crash.
  public void ending(boolean marksExact) {
    savepoints.end(marksExact);
  }

  /// The next batch for the disk; null when nothing is to be done now or one is under way.
  /// `urgent`: commit now (a board's ring is half full, the process ends).
  public DiskBatch due(long nowNanos, boolean urgent) {
    lastNanos = nowNanos;
    evictions.allAnnounced();
    return batches.due(nowNanos, urgent);
  }

  /// When [#due] wants to be called next; Long.MAX_VALUE when only something new can change that.
  public long dueNanos() {
    return batches.dueNanos(lastNanos);
  }

  /// The disk's answer. Returns the keys that became durable with it (none in memory mode).
  public List<Key> answered(DiskResult result, long nowNanos) {
    lastNanos = nowNanos;
    return batches.answered(result, nowNanos) ? commits.takeDurable() : List.of();
  }

  /// True when nothing is left that only memory holds: a process may end.
  public boolean settled() {
    return batches.settled();
  }

  public SpoolStatus status(long nowNanos) {
    return new SpoolStatus(
        holding.waiting,
        holding.waitingBytes,
        holding.memoryBytes,
        store.diskBytes(),
        limits.normalBytes(),
        store.segments(),
        limits.durable(),
        batches.retry.words(),
        holding.waiting == 0 ? 0 : store.oldestAgeNanos(nowNanos),
        batches.busyNanos(nowNanos),
        batches.syncs,
        batches.writtenBytes,
        appended,
        released,
        evictions.count,
        refused,
        setAside,
        batches.retry.failures);
  }
}
