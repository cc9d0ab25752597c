package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What recovery has found of one chain so far. Segments come in, the newest first.
final class ChainScan {
  /// No segment that we wrote spreads further.
  private static final long SPAN_LIMIT = 1 << 24;

  /// What a lane has on disk.
  static final class LaneScan {
    long count;
    long sizeBytes;
    long from = Long.MAX_VALUE;
    long next;
  }

  final Message.Chain chain;
  final BlockRuns runs = new BlockRuns();
  final List<Segment> segments = new ArrayList<>();
  final Map<String, LaneScan> lanes = new HashMap<>();
  final List<Entry> residents = new ArrayList<>();

  /// What the cursor and later blocks say is released.
  final Ranges released = new Ranges();

  private final Ranges taken = new Ranges();
  long blocks;
  long records;
  long duplicateBlocks;

  ChainScan(Message.Chain chain) {
    this.chain = chain;
  }

  /// Takes the blocks of one segment. Gives those that were new.
  List<Block> take(long id, long bytes, List<Block> found) {
    Segment segment = new Segment(id, chain);
    List<Block> accepted = new ArrayList<>();
    for (Block block : found) {
      if (isNew(block.header(), segment)) {
        accepted.add(block);
        runs.add(block.header(), id);
        segment.extend(block.header().first(), block.header().next());
        released.addAll(block.released());
      } else {
        duplicateBlocks++;
      }
    }
    if (accepted.isEmpty()) {
      return accepted;
    }
    taken.add(segment.first, segment.next);
    segment.bytes = bytes;
    segment.wallMillis = accepted.getLast().header().wallMillis();
    accepted.forEach(block -> take(segment, block));
    segments.add(segment);
    blocks += accepted.size();
    return accepted;
  }

  /// After a failed write the same records stand in a newer segment too, perhaps in other blocks:
  /// the newer ones count. Positions of two segments never overlap.
  private boolean isNew(BlockHeader block, Segment segment) {
    boolean follows = segment.next == 0 || block.first() >= segment.next;
    long from = segment.next == 0 ? block.first() : segment.first;
    return follows
        && block.next() - from <= SPAN_LIMIT
        && !runs.contains(block.number())
        && taken.countWithin(from, block.next()) == 0;
  }

  private void take(Segment segment, Block block) {
    for (StoredRecord each : block.records()) {
      records++;
      if (!released.contains(each.position())) {
        segment.add(each.position(), each.message().lane());
        wait(segment, each);
      }
    }
  }

  private void wait(Segment segment, StoredRecord each) {
    Entry entry = new Entry(each.position(), each.message(), 0);
    if (entry.resident()) {
      entry.segment = segment;
      segment.residents.put(entry.position, entry);
      residents.add(entry);
      return;
    }
    LaneScan lane = lanes.computeIfAbsent(each.message().lane(), _ -> new LaneScan());
    lane.count++;
    lane.sizeBytes += entry.sizeBytes;
    lane.from = Math.min(lane.from, each.position());
    lane.next = Math.max(lane.next, each.position() + 1);
  }
}
