package io.tidegate.gateway.spool;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Brings messages back from disk for lanes that run out of them, in the order of the lane, as far
/// as memory allows. A segment is read whole; every lane that has its next messages there takes its
/// share.
final class Loader {
  /// With the waits between them about half a minute.
  static final int ATTEMPTS = 8;

  private final Store store;
  private final Holding holding;
  private final Losses losses;
  private final Map<Segment, Integer> failures = new HashMap<>();

  Loader(Store store, Holding holding, Losses losses) {
    this.store = store;
    this.holding = holding;
    this.losses = losses;
  }

  /// Adds the step that reads what the hungriest lane needs next, if any.
  void plan(Batch batch) {
    if (!holding.wantsLoad() || holding.loadBudget() == 0) {
      return;
    }
    Lane lane = holding.lanes.takeHungry();
    Segment segment = segmentOf(lane);
    if (segment == null) {
      losses.giveUp(lane);
      return;
    }
    batch.step(new DiskStep.Load(segment.id));
    batch.part(new LoadPart(segment, lane));
  }

  private Segment segmentOf(Lane lane) {
    for (Segment segment : store.chain(lane.chain).segments) {
      if (segment.next > lane.diskFrom && segment.holds(lane.name)) {
        return segment;
      }
    }
    return null;
  }

  private final class LoadPart implements Batch.Part {
    private final Segment segment;
    private final Lane lane;

    LoadPart(Segment segment, Lane lane) {
      this.segment = segment;
      this.lane = lane;
    }

    @Override
    public void done(byte[] loaded, long nowNanos) {
      failures.remove(segment);
      arrived(segment, new SegmentScan(loaded), nowNanos);
      holding.lanes.feed(lane);
    }

    @Override
    public void failed(boolean attempted, DiskResult.Failed why, long nowNanos) {
      if (attempted && failures.merge(segment, 1, Integer::sum) >= ATTEMPTS) {
        failures.remove(segment);
        losses.giveUp(segment, new SegmentScan(new byte[0]));
      }
      holding.lanes.feed(lane);
    }
  }

  private void arrived(Segment segment, SegmentScan scan, long nowNanos) {
    if (!scan.damages.isEmpty() || scan.blocks.isEmpty()) {
      losses.giveUp(segment, scan);
    }
    Set<Lane> here = lanesAt(segment);
    long budget = holding.loadBudget();
    long share = budget / Math.max(1, here.size());
    Map<Lane, Long> taken = new HashMap<>();
    Set<Lane> full = new LinkedHashSet<>();
    for (Block block : scan.blocks) {
      for (StoredRecord each : block.records()) {
        Lane lane = segment.isLiveOnDisk(each.position()) ? laneOf(segment, each) : null;
        if (lane == null || !here.contains(lane) || full.contains(lane)) {
          continue;
        }
        Entry entry = entry(segment, each);
        long bytes = taken.merge(lane, (long) entry.sizeBytes, Long::sum);
        if (bytes > share && bytes > entry.sizeBytes) {
          full.add(lane);
        } else {
          holding.loaded(entry, lane);
        }
      }
    }
    for (Lane lane : here) {
      if (!full.contains(lane)) {
        lane.nothingBefore(segment.next);
      }
      holding.lanes.wake(lane);
      holding.lanes.feed(lane);
    }
  }

  private Lane laneOf(Segment segment, StoredRecord each) {
    return holding.lanes.onDiskOnly(segment.chain, each.message().lane(), each.position());
  }

  /// Lanes whose next messages on disk are in this segment, not in an earlier one.
  private Set<Lane> lanesAt(Segment segment) {
    Set<Lane> lanes = new LinkedHashSet<>();
    for (String name : segment.liveByLane().keySet()) {
      for (Lane lane : holding.lanes.named(segment.chain, name)) {
        boolean within = lane.diskCount > 0 && lane.diskFrom < segment.next;
        if (within && lane.diskNext > segment.first && segmentOf(lane) == segment) {
          lanes.add(lane);
        }
      }
    }
    return lanes;
  }

  /// Its age counts from the segment's newest record: older is not known.
  private static Entry entry(Segment segment, StoredRecord stored) {
    Entry entry = new Entry(stored.position(), stored.message(), segment.newestNanos);
    entry.segment = segment;
    return entry;
  }
}
