package io.tidegate.gateway.spool;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/// What the spool knows of one segment file: how much of it is durable, and what in it still waits.
final class Segment {
  /// A segment whose positions spread further is closed, so that its bits stay few.
  static final long SPAN_LIMIT = 1 << 18;

  final long id;
  final Message.Chain chain;

  /// Bytes known to be durable; behind them may stand what a failed write left.
  long bytes;

  /// Positions of its records lie from `first` to before `next`, and no other segment's do.
  long first;

  long next;
  int live;

  /// Messages of it were dropped, and what says so may not be durable yet.
  boolean unannounced;

  /// When its newest record was taken; `wallMillis` is -1 when no clock could say.
  long newestNanos;

  long oldestNanos;
  long wallMillis = -1;

  /// Bit i: the record at position `first` + i has not been released.
  private final BitSet liveBits = new BitSet();

  private final Map<String, Integer> liveByLane = new HashMap<>();

  /// Records of it that are in memory whatever their lane says, by position.
  final Map<Long, Entry> residents = new HashMap<>();

  Segment(long id, Message.Chain chain) {
    this.id = id;
    this.chain = chain;
  }

  /// A block from `first` to before `next` is in it now.
  void extend(long blockFirst, long blockNext) {
    if (next == 0) {
      first = blockFirst;
    }
    next = blockNext;
  }

  void add(long position, String lane) {
    liveBits.set((int) (position - first));
    live++;
    liveByLane.merge(lane, 1, Integer::sum);
  }

  /// It waits, and has to be read from here.
  boolean isLiveOnDisk(long position) {
    return isLive(position) && !residents.containsKey(position);
  }

  boolean isLive(long position) {
    return position >= first && position < next && liveBits.get((int) (position - first));
  }

  void release(long position, String lane) {
    if (!isLive(position)) {
      throw new IllegalStateException(
          "position " + position + " of segment " + id + " is released, it was so already");
    }
    liveBits.clear((int) (position - first));
    forget(lane, 1);
  }

  /// Drops what is live and for which no lane is known to the caller any more.
  void releaseBits(BitSet lost) {
    liveBits.andNot(lost);
  }

  void forget(String lane, int count) {
    live -= count;
    Integer old = liveByLane.get(lane);
    if (old != null && old > count) {
      liveByLane.put(lane, old - count);
    } else {
      liveByLane.remove(lane);
    }
  }

  BitSet liveBits() {
    return (BitSet) liveBits.clone();
  }

  Map<String, Integer> liveByLane() {
    return liveByLane;
  }

  boolean holds(String lane) {
    return liveByLane.containsKey(lane);
  }

  boolean isEmpty() {
    return live == 0;
  }

  /// Everything in it that waits is also in memory and may be written elsewhere.
  boolean onlyResidents() {
    return live == residents.size();
  }

  /// Adds what is released in it to `released`.
  void addReleased(Ranges released) {
    if (live == 0) {
      released.add(first, next);
      return;
    }
    int from = 0;
    for (int at = liveBits.nextSetBit(0); at >= 0; at = liveBits.nextSetBit(from)) {
      released.add(first + from, first + at);
      from = liveBits.nextClearBit(at);
    }
    released.add(first + from, next);
  }

  void forEachLive(LongConsumer positions) {
    liveBits.stream().forEach(bit -> positions.accept(first + bit));
  }
}
