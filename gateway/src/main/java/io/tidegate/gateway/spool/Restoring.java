package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts what recovery found into a spool that has not begun yet.
record Restoring(Store store, Holding holding, Evictions evictions, Aside aside) {

  /// Gives the records of commands, by position.
  List<Kept> chain(ChainScan scan, long nowNanos) {
    ChainState chain = store.chain(scan.chain);
    chain.segments.addAll(scan.segments);
    chain.segments.sort(Comparator.comparingLong(segment -> segment.first));
    for (Segment segment : chain.segments) {
      chain.diskBytes += segment.bytes;
      store.inherited.add(segment.id);
      segment.newestNanos = nowNanos;
      segment.oldestNanos = nowNanos;
    }
    scan.residents.forEach(entry -> entry.sinceNanos = nowNanos);
    scan.lanes.forEach((name, found) -> lane(scan.chain, name, found));
    return residents(scan);
  }

  private void lane(Message.Chain chain, String name, ChainScan.LaneScan found) {
    Lane lane = holding.lanes.lane(chain, name);
    lane.diskCount = found.count;
    lane.diskFrom = found.from;
    lane.diskNext = found.next;
    holding.waiting += found.count;
    holding.waitingBytes += found.sizeBytes;
    holding.lanes.feed(lane);
  }

  private List<Kept> residents(ChainScan scan) {
    List<Kept> kept = new ArrayList<>();
    scan.residents.sort(Comparator.comparingLong(entry -> entry.position));
    for (Entry entry : scan.residents) {
      Entry superseded = holding.add(entry);
      if (superseded != null) {
        superseded.segment.release(superseded.position, superseded.message.lane());
        superseded.segment.residents.remove(superseded.position);
      }
      if (entry.lane == null) {
        kept.add(new Kept(entry.token, entry.message));
      }
    }
    return kept;
  }

  /// Messages that damage has cost, whose they were is not known.
  void lost(Message.Chain chain, long count) {
    if (count > 0) {
      evictions.add(new Evicted(chain, "", "", 0, 0, count, Evicted.Reason.UNREADABLE));
    }
  }

  void cut(String name, byte[] bytes) {
    aside.cut(name, bytes);
  }
}
