package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The limits of every chain and what happens at them. Normal drops its oldest segment; critical
/// refuses the newest message; latest keeps one message per topic.
///
/// What is dropped is read first, so that it can be named. What was handed out already is not
/// dropped: its segment stays until the broker has taken it or the connection ends.
final class Bounds {
  private static final int TEXT_LIMIT = 0xFFFF / 3;

  /// What an event that announces one range takes, in memory and on disk, with long names.
  private static final long ANNOUNCEMENT_BYTES = 1_024;

  private final Store store;
  private final Holding holding;
  private final Evictions evictions;
  private final Savepoints savepoints;
  private final Losses losses;

  /// The segment that is being read to be dropped, and why.
  private Segment victim;

  private Evicted.Reason reason;
  private boolean readUnderWay;
  private int readFailures;

  /// Segments in which nothing is left but what was handed out. The next one waits until they are
  /// empty, unless the chain comes to its bound or the disk has no room.
  private final Set<Segment> leaving = new LinkedHashSet<>();

  /// What announcing the next victim takes in the critical chain: a guess until it was looked at.
  private long announcementsBytes = ANNOUNCEMENT_BYTES;

  /// Segments to drop because others were begun on a file system that has too little space left.
  private int owed;

  Bounds(Store store, Holding holding, Evictions evictions, Savepoints savepoints, Losses losses) {
    this.store = store;
    this.holding = holding;
    this.evictions = evictions;
    this.savepoints = savepoints;
    this.losses = losses;
  }

  /// Why a message is not taken; null when it is.
  Appended.Why refuses(Message message, int sizeBytes) {
    if (sizeBytes > store.limits.segmentBytes() / 4 || hasLongText(message)) {
      return Appended.Why.TOO_LARGE;
    }
    ChainState chain = store.chain(message.chain());
    boolean full =
        switch (message.chain()) {
          case NORMAL -> isHeldBack(sizeBytes);
          case CRITICAL -> isCriticalFull(chain, sizeBytes);
          case LATEST ->
              !holding.knowsTopic(message.topic())
                  && holding.latestBytes + sizeBytes > chain.limitBytes / 2;
        };
    if (full) {
      return Appended.Why.CHAIN_FULL;
    }
    boolean announcement =
        message.chain() == Message.Chain.CRITICAL && evictions.expectsAnnouncement();
    return announcement || holding.hasRoomFor(message.chain(), sizeBytes)
        ? null
        : Appended.Why.MEMORY_FULL;
  }

  /// The oldest of the normal chain may not go while nothing could say so: then the newest of so
  /// many bytes is not taken.
  boolean isHeldBack(long sizeBytes) {
    ChainState chain = store.chain(Message.Chain.NORMAL);
    return !mayAnnounce() && chain.diskBytes + chain.pendingBytes + sizeBytes > chain.limitBytes;
  }

  /// What says that the next messages are dropped finds its place in the critical chain.
  private boolean mayAnnounce() {
    ChainState chain = store.chain(Message.Chain.CRITICAL);
    long wanted = Math.min(announcementsBytes, chain.limitBytes / 2);
    return chain.diskBytes + chain.pendingBytes + wanted <= chain.limitBytes;
  }

  private static boolean hasLongText(Message message) {
    return message.topic().length() > TEXT_LIMIT
        || message.lane().length() > TEXT_LIMIT
        || message.key().device().length() > TEXT_LIMIT
        || message.key().session().length() > TEXT_LIMIT;
  }

  /// Where space is short critical messages may go on to half of what stops normal ones, and what
  /// announces that messages were dropped may always: it takes less than what goes.
  private boolean isCriticalFull(ChainState chain, int sizeBytes) {
    long bytes = chain.diskBytes + chain.pendingBytes + sizeBytes;
    if (evictions.expectsAnnouncement()) {
      return bytes > chain.limitBytes;
    }
    long reserved = ANNOUNCEMENT_BYTES * evictions.untold();
    return isSpaceGone() || bytes + reserved > chain.limitBytes;
  }

  private boolean isSpaceGone() {
    return store.freeBytes < store.limits.freeFloorBytes() / 2;
  }

  /// A segment of the normal chain was begun.
  void segmentsOpened(int count) {
    if (store.freeBytes < store.limits.freeFloorBytes()) {
      owed += count;
    }
  }

  /// What was handed out waits again: it may be dropped like everything else.
  void rewound() {
    leaving.clear();
  }

  long dueNanos(long nowNanos) {
    if (victim != null) {
      return readUnderWay ? Long.MAX_VALUE : nowNanos;
    }
    if (evictions.untold() > 0 || evictions.waitForCursor() || !mayAnnounce()) {
      return Long.MAX_VALUE;
    }
    ChainState normal = store.chain(Message.Chain.NORMAL);
    Segment oldest = oldestThatMayGo(normal);
    if (oldest == null) {
      return Long.MAX_VALUE;
    }
    if (owed > 0 || isOver(normal)) {
      return nowNanos;
    }
    long maxAgeNanos = store.limits.maxAgeNanos();
    return maxAgeNanos <= 0 ? Long.MAX_VALUE : oldest.newestNanos + maxAgeNanos;
  }

  /// Looks whether something has to go; what can be named from memory goes at once.
  void look(long nowNanos) {
    compact(store.chain(Message.Chain.CRITICAL));
    compact(store.chain(Message.Chain.LATEST));
    if (victim != null || dueNanos(nowNanos) - nowNanos > 0) {
      return;
    }
    ChainState normal = store.chain(Message.Chain.NORMAL);
    victim = oldestThatMayGo(normal);
    reason = isOver(normal) ? Evicted.Reason.BYTES : reasonOtherThanBytes();
    if (normal.current == victim) {
      normal.current = null;
    }
    if (victim.live == losses.inMemory(victim).size()) {
      evict(new SegmentScan(new byte[0]));
    }
  }

  private Evicted.Reason reasonOtherThanBytes() {
    if (owed > 0) {
      owed--;
      return Evicted.Reason.FREE_SPACE;
    }
    return Evicted.Reason.AGE;
  }

  private Segment oldestThatMayGo(ChainState chain) {
    leaving.removeIf(Segment::isEmpty);
    for (Segment segment : chain.segments) {
      if (!segment.isEmpty() && !leaving.contains(segment)) {
        return segment;
      }
    }
    return null;
  }

  /// One segment's room is kept, so that the chain is within its bound while the oldest is on its
  /// way out. Segments that only wait to be unlinked do not count.
  private boolean isOver(ChainState chain) {
    long limit = chain.limitBytes - (leaving.isEmpty() ? store.limits.segmentBytes() : 0);
    if (chain.diskBytes <= limit) {
      return false;
    }
    long emptyBytes = 0;
    for (Segment segment : chain.segments) {
      emptyBytes += segment.isEmpty() ? segment.bytes : 0;
    }
    return chain.diskBytes - emptyBytes > limit;
  }

  /// A few messages that stay (a command's end, a topic's only message) must not hold a whole
  /// segment: they are written again at the chain's end.
  private void compact(ChainState chain) {
    if (chain.segments.size() < 2 || chain.diskBytes <= chain.limitBytes / 2) {
      return;
    }
    Segment oldest = chain.oldestLive();
    if (oldest != null && oldest != chain.current && oldest.onlyResidents()) {
      List.copyOf(oldest.residents.values()).forEach(chain::move);
    }
  }

  /// Adds the step that reads the victim, if there is one.
  void plan(Batch batch) {
    if (victim != null && !readUnderWay) {
      readUnderWay = true;
      batch.step(new DiskStep.Load(victim.id));
      batch.part(new ReadPart());
    }
  }

  private final class ReadPart implements Batch.Part {
    @Override
    public void done(byte[] loaded, long nowNanos) {
      readUnderWay = false;
      evict(new SegmentScan(loaded));
    }

    @Override
    public void failed(boolean attempted, DiskResult.Failed why, long nowNanos) {
      readUnderWay = false;
      readFailures += attempted ? 1 : 0;
      if (readFailures >= Loader.ATTEMPTS) {
        evict(new SegmentScan(new byte[0]));
      }
    }
  }

  private void evict(SegmentScan scan) {
    Segment segment = victim;
    victim = null;
    readFailures = 0;
    List<Evicted> gone = whatGoes(segment, scan);
    announcementsBytes = ANNOUNCEMENT_BYTES * (gone.size() + segment.liveByLane().size());
    if (!mayAnnounce()) {
      owed += reason == Evicted.Reason.FREE_SPACE ? 1 : 0;
      return;
    }
    announcementsBytes = ANNOUNCEMENT_BYTES;
    for (String name : List.copyOf(segment.liveByLane().keySet())) {
      holding.lanes.named(segment.chain, name).forEach(lane -> dropFromMemory(segment, lane));
    }
    for (Block block : scan.blocks) {
      block.records().forEach(each -> dropFromDisk(segment, each));
    }
    gone.forEach(evictions::add);
    losses.giveUp(segment, new SegmentScan(new byte[0]));
    segment.unannounced = true;
    leaving.add(segment);
    savepoints.hurry();
  }

  /// What of the segment waits and was not handed out, by lane in the order of the positions.
  private List<Evicted> whatGoes(Segment segment, SegmentScan scan) {
    Map<String, List<Key>> keys = new LinkedHashMap<>();
    for (String name : segment.liveByLane().keySet()) {
      List<Key> ofLane = keys.computeIfAbsent(name, _ -> new ArrayList<>());
      for (Lane lane : holding.lanes.named(segment.chain, name)) {
        for (Entry entry : lane.head) {
          if (entry.segment == segment) {
            ofLane.add(entry.message.key());
          }
        }
      }
    }
    for (Block block : scan.blocks) {
      for (StoredRecord each : block.records()) {
        if (laneOnDisk(segment, each) != null) {
          keys.get(each.message().lane()).add(each.message().key());
        }
      }
    }
    List<Evicted> gone = new ArrayList<>();
    keys.forEach((lane, each) -> gone.addAll(Evicted.of(segment.chain, lane, each, reason)));
    return gone;
  }

  private void dropFromMemory(Segment segment, Lane lane) {
    for (Iterator<Entry> each = lane.head.iterator(); each.hasNext(); ) {
      Entry entry = each.next();
      if (entry.segment == segment) {
        each.remove();
        entry.released = true;
        segment.release(entry.position, lane.name);
        segment.residents.remove(entry.position);
        holding.lost(1, entry.sizeBytes, true);
      }
    }
    holding.lanes.feed(lane);
  }

  /// Null when the record is in memory too, or gone.
  private Lane laneOnDisk(Segment segment, StoredRecord each) {
    return segment.isLiveOnDisk(each.position())
        ? holding.lanes.onDiskOnly(segment.chain, each.message().lane(), each.position())
        : null;
  }

  private void dropFromDisk(Segment segment, StoredRecord each) {
    Lane lane = laneOnDisk(segment, each);
    if (lane != null) {
      lane.tookFromDisk(each.position(), 1);
      segment.release(each.position(), lane.name);
      holding.lost(1, Entry.sizeBytes(each.message()), false);
      holding.lanes.wake(lane);
    }
  }
}
