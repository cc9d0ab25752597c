package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What recovery has found of one store so far. A folder may hold parts of more than one: somebody
/// copied files.
final class StoreScan {
  /// Damage in a segment; `atEnd` when nothing intact follows it there.
  record Damaged(Message.Chain chain, long segment, SegmentScan.Damage where, boolean atEnd) {}

  private final Map<Message.Chain, ChainScan> chains = new EnumMap<>(Message.Chain.class);
  final MarkTable marks = new MarkTable();
  final List<Damaged> damages = new ArrayList<>();

  /// Files in which nothing is worth anything any more.
  final List<Long> worthless = new ArrayList<>();

  long segments;

  StoreScan() {
    for (Message.Chain chain : Message.Chain.values()) {
      chains.put(chain, new ChainScan(chain));
    }
  }

  ChainScan chain(Message.Chain chain) {
    return chains.get(chain);
  }

  Collection<ChainScan> chains() {
    return chains.values();
  }

  long records() {
    return chains.values().stream().mapToLong(each -> each.records).sum();
  }

  void cursor(Cursor cursor) {
    chains.forEach((chain, scan) -> scan.released.addAll(cursor.places().get(chain).released()));
    cursor.marks().forEach(marks::raise);
  }

  /// Takes a segment's blocks of this store.
  void take(long id, int sizeBytes, SegmentScan scan, List<Block> blocks) {
    segments++;
    Message.Chain chain = chainOf(scan, blocks);
    List<Block> ofChain = blocks.stream().filter(each -> each.header().chain() == chain).toList();
    List<Block> accepted = chains.get(chain).take(id, sizeBytes, ofChain);
    accepted.forEach(block -> block.marks().forEach(marks::raise));
    if (accepted.isEmpty()) {
      worthless.add(id);
    }
    for (SegmentScan.Damage damage : scan.damages) {
      damages.add(new Damaged(chain, id, damage, damage.to() == sizeBytes));
    }
  }

  private static Message.Chain chainOf(SegmentScan scan, List<Block> blocks) {
    if (!blocks.isEmpty()) {
      return blocks.getFirst().header().chain();
    }
    Message.Chain[] chains = Message.Chain.values();
    boolean known = scan.header != null && scan.header.chain() < chains.length;
    return known ? chains[scan.header.chain()] : Message.Chain.NORMAL;
  }
}
