package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What waits in a segment and cannot be read from it any more is counted, announced and given up,
/// so that the lanes go on.
final class Losses {
  private final Holding holding;
  private final Evictions evictions;

  Losses(Holding holding, Evictions evictions) {
    this.holding = holding;
    this.evictions = evictions;
  }

  /// Gives up what is neither in `scan` nor in memory.
  void giveUp(Segment segment, SegmentScan scan) {
    BitSet lost = segment.liveBits();
    Map<String, Integer> left = new HashMap<>(segment.liveByLane());
    for (Block block : scan.blocks) {
      for (StoredRecord each : block.records()) {
        found(segment, each.position(), each.message().lane(), lost, left);
      }
    }
    for (Entry entry : inMemory(segment)) {
      found(segment, entry.position, entry.message.lane(), lost, left);
    }
    segment.releaseBits(lost);
    left.forEach((lane, count) -> giveUp(segment, lane, count));
  }

  private static void found(
      Segment segment, long position, String lane, BitSet lost, Map<String, Integer> left) {
    int bit = (int) (position - segment.first);
    if (segment.isLive(position) && lost.get(bit)) {
      lost.clear(bit);
      left.merge(lane, -1, Integer::sum);
    }
  }

  /// Messages of the segment that are in memory too.
  List<Entry> inMemory(Segment segment) {
    List<Entry> entries = new ArrayList<>(segment.residents.values());
    for (String name : segment.liveByLane().keySet()) {
      for (Lane lane : holding.lanes.named(segment.chain, name)) {
        addAllOf(segment, lane.handed.values(), entries);
        addAllOf(segment, lane.head, entries);
        addAllOf(segment, lane.tail, entries);
      }
    }
    return entries;
  }

  private static void addAllOf(Segment segment, Iterable<Entry> from, List<Entry> to) {
    for (Entry entry : from) {
      if (entry.segment == segment && !segment.residents.containsKey(entry.position)) {
        to.add(entry);
      }
    }
  }

  private void giveUp(Segment segment, String name, int count) {
    if (count <= 0) {
      return;
    }
    long meanBytes = holding.waiting > 0 ? holding.waitingBytes / holding.waiting : 0;
    segment.forget(name, count);
    segment.unannounced = true;
    holding.lost(count, count * meanBytes, false);
    evictions.add(new Evicted(segment.chain, name, "", 0, 0, count, Evicted.Reason.UNREADABLE));
    long left = count;
    for (Lane lane : holding.lanes.named(segment.chain, name)) {
      boolean here = lane.diskFrom < segment.next && segment.first < lane.diskNext;
      long taken = here ? Math.min(left, lane.diskCount) : 0;
      lane.lostOnDisk(taken);
      holding.lanes.wake(lane);
      left -= taken;
    }
  }

  /// A lane believes that it has messages on disk, and no segment holds any of them. This would be
  /// a defect; the lane must go on all the same.
  void giveUp(Lane lane) {
    long count = lane.diskCount;
    holding.lost(count, 0, false);
    evictions.add(new Evicted(lane.chain, lane.name, "", 0, 0, count, Evicted.Reason.UNREADABLE));
    lane.lostOnDisk(count);
    holding.lanes.wake(lane);
  }
}
