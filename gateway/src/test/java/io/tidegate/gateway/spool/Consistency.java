package io.tidegate.gateway.spool;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Compares what a spool believes with what its files hold: every message that waits is in memory,
/// or its lane knows that it is on disk only; never both, never neither.
final class Consistency {
  private Consistency() {}

  /// Empty when all is well.
  static String check(Spool spool, FakeDisk disk) {
    Store store = spool.restoring().store();
    Holding holding = spool.restoring().holding();
    Map<Lane, Long> onDisk = new HashMap<>();
    for (ChainState chain : store.chains()) {
      for (Segment segment : chain.segments) {
        String fault = check(segment, disk, holding, onDisk);
        if (!fault.isEmpty()) {
          return fault;
        }
      }
    }
    for (Lane lane : holding.lanes.all()) {
      if (lane.diskCount != onDisk.getOrDefault(lane, 0L)) {
        return lane.name + " counts " + lane.diskCount + " on disk, there are " + onDisk.get(lane);
      }
    }
    return "";
  }

  private static String check(
      Segment segment, FakeDisk disk, Holding holding, Map<Lane, Long> onDisk) {
    Set<Long> inMemory = new HashSet<>();
    new Losses(holding, new Evictions()).inMemory(segment).forEach(e -> inMemory.add(e.position));
    for (Block block : new SegmentScan(disk.bytes(segment.id)).blocks) {
      for (StoredRecord each : block.records()) {
        if (!segment.isLive(each.position()) || block.header().chain() != segment.chain) {
          continue;
        }
        Lane lane = holding.lanes.onDiskOnly(segment.chain, each.message().lane(), each.position());
        boolean resident = segment.residents.containsKey(each.position());
        boolean memory = inMemory.contains(each.position());
        if (lane != null && !resident && !memory) {
          onDisk.merge(lane, 1L, Long::sum);
        } else if (memory == (lane != null && !resident)) {
          return "position "
              + each.position()
              + " of "
              + each.message().lane()
              + " in segment "
              + segment.id
              + " memory "
              + memory
              + " resident "
              + resident
              + " lane "
              + (lane != null);
        }
      }
    }
    return "";
  }
}
