package io.tidegate.gateway.spool;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// What the spool knows of one segment file: how much of it is durable, and what in it still waits.
final class Segment {
  final long id;
  final Message.Chain chain;

  /// Bytes known to be durable; behind them may stand what a failed write left.
  long bytes;

  /// Positions of its own records lie from `first` to before `next` (relocated ones apart).
  long first = Long.MAX_VALUE;

  long next;
  int records;
  int live;
  final BitSet released = new BitSet();
  final Map<String, Integer> liveByLane = new HashMap<>();

  Segment(long id, Message.Chain chain) {
    this.id = id;
    this.chain = chain;
  }
}
