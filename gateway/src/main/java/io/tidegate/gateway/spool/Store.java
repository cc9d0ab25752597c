package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The disk's side as it is known: the store's name, its chains, its marks, how much room is left.
final class Store {
  final SpoolLimits limits;
  final long storeId;
  final Marks marks = new Marks();
  private final Map<Message.Chain, ChainState> chains = new EnumMap<>(Message.Chain.class);

  /// Segments up to this id were recovered: damage in them has been counted.
  final long recoveredThrough;

  long nextSegment;
  long generation;

  /// Files of segments that nothing refers to: a failed write left them.
  final List<Long> debris = new ArrayList<>();

  final Inherited inherited = new Inherited();

  /// What the file system had left when the disk last answered.
  long freeBytes = Long.MAX_VALUE;

  private boolean wallKnown;
  private long wallMillis;
  private long wallNanos;

  Store(SpoolLimits limits, long storeId, long recoveredThrough) {
    this.limits = limits;
    this.storeId = storeId;
    this.recoveredThrough = recoveredThrough;
    for (Message.Chain chain : Message.Chain.values()) {
      chains.put(chain, new ChainState(chain, limits.chainBytes(chain)));
    }
  }

  ChainState chain(Message.Chain chain) {
    return chains.get(chain);
  }

  Collection<ChainState> chains() {
    return chains.values();
  }

  /// Wall time for block headers; -1 when the clock is not known to be right.
  long wallMillis(long nowNanos) {
    return wallKnown ? wallMillis + (nowNanos - wallNanos) / 1_000_000 : -1;
  }

  /// The first time the clock is known, the ages of recovered segments become known too.
  void wallClock(long millis, long nowNanos) {
    boolean first = !wallKnown;
    wallKnown = true;
    wallMillis = millis;
    wallNanos = nowNanos;
    if (first) {
      chains().forEach(chain -> chain.segments.forEach(each -> date(each, nowNanos)));
    }
  }

  private void date(Segment segment, long nowNanos) {
    if (segment.wallMillis >= 0) {
      long ageNanos = Math.max(0, wallMillis - segment.wallMillis) * 1_000_000;
      segment.newestNanos = Math.min(segment.newestNanos, nowNanos - ageNanos);
      segment.oldestNanos = Math.min(segment.oldestNanos, segment.newestNanos);
    }
  }

  boolean anythingPending() {
    for (ChainState chain : chains.values()) {
      if (chain.oldestPending() != null) {
        return true;
      }
    }
    return false;
  }

  long pendingBytes() {
    long sum = 0;
    for (ChainState chain : chains.values()) {
      sum += chain.pendingBytes;
    }
    return sum;
  }

  /// When the oldest that waits for a commit was taken; Long.MAX_VALUE when nothing does.
  long oldestPendingNanos() {
    long oldest = Long.MAX_VALUE;
    for (ChainState chain : chains.values()) {
      Entry entry = chain.oldestPending();
      if (entry != null) {
        oldest = Math.min(oldest, entry.sinceNanos);
      }
    }
    return oldest;
  }

  /// At most how long the oldest message has waited.
  long oldestAgeNanos(long nowNanos) {
    long oldest = Math.min(oldestPendingNanos(), nowNanos);
    for (ChainState chain : chains.values()) {
      Segment segment = chain.oldestLive();
      oldest = segment == null ? oldest : Math.min(oldest, segment.oldestNanos);
    }
    return nowNanos - oldest;
  }

  long diskBytes() {
    long sum = 0;
    for (ChainState chain : chains.values()) {
      sum += chain.diskBytes;
    }
    return sum;
  }

  int segments() {
    int count = 0;
    for (ChainState chain : chains.values()) {
      count += chain.segments.size();
    }
    return count;
  }
}
