package io.tidegate.gateway.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// One chain: how far its numbers have come, what waits for the next commit, and its segments.
final class ChainState {
  private static final int UNSAVED_LIMIT = 256;
  private static final int PIECES_LIMIT = 1_000;

  final Message.Chain chain;
  final long limitBytes;

  // numbers; those of the disk advance when a commit is durable
  long nextPosition;
  long nextBlock;
  long committedNext;
  long records;

  /// Positions below it waited when the connection came back.
  long backlogEnd;

  // memory
  private final ArrayDeque<Entry> pending = new ArrayDeque<>();
  long pendingBytes;

  // disk; segments in ascending order of their positions, `current` is appended to
  final List<Segment> segments = new ArrayList<>();
  Segment current;
  long diskBytes;

  /// Released and on disk, not written down yet. Bounded: what is left out here, the cursor says.
  final Ranges unsaved = new Ranges();

  ChainState(Message.Chain chain, long limitBytes) {
    this.chain = chain;
    this.limitBytes = limitBytes;
  }

  Entry take(Message message, long nowNanos) {
    Entry entry = new Entry(nextPosition++, message, nowNanos);
    enqueue(entry);
    return entry;
  }

  /// Has a durable message written once more, at the end of the chain: its place is to be freed.
  void move(Entry entry) {
    if (!entry.pending && entry.movingTo < 0) {
      entry.movingTo = nextPosition++;
      enqueue(entry);
    }
  }

  private void enqueue(Entry entry) {
    entry.pending = true;
    pending.addLast(entry);
    pendingBytes += entry.sizeBytes;
  }

  /// A message that was released before its commit need not be written.
  void dropPending(Entry entry) {
    if (entry.pending) {
      entry.pending = false;
      pendingBytes -= entry.sizeBytes;
      while (!pending.isEmpty() && !pending.peekFirst().pending) {
        pending.removeFirst();
      }
    }
  }

  /// The oldest that waits for a commit, or null.
  Entry oldestPending() {
    return pending.peekFirst();
  }

  /// Everything that waits for a commit, in order; `pendingBytes` counts it until [#settle].
  List<Entry> takePending() {
    List<Entry> taken = new ArrayList<>(pending.size());
    for (Entry entry : pending) {
      if (entry.pending) {
        entry.pending = false;
        taken.add(entry);
      }
    }
    pending.clear();
    return taken;
  }

  /// The commit of these was answered.
  void settle(List<Entry> taken) {
    taken.forEach(entry -> pendingBytes -= entry.sizeBytes);
  }

  /// The commit of these failed, they wait again; older than all that came since.
  void putBack(List<Entry> taken) {
    settle(taken);
    for (Entry entry : taken.reversed()) {
      if (!entry.released) {
        entry.pending = true;
        pendingBytes += entry.sizeBytes;
        pending.addFirst(entry);
      }
    }
  }

  void releasedOnDisk(long position) {
    if (unsaved.size() < UNSAVED_LIMIT) {
      unsaved.add(position);
    }
  }

  void remove(Segment segment) {
    segments.remove(segment);
    diskBytes -= segment.bytes;
    if (current == segment) {
      current = null;
    }
  }

  /// The oldest segment in which something waits, or null.
  Segment oldestLive() {
    for (Segment segment : segments) {
      if (!segment.isEmpty()) {
        return segment;
      }
    }
    return null;
  }

  /// Everything below `committedNext` that no segment holds as waiting. Places that no segment has
  /// any more are all named: recovery would call their records lost. Of those within segments only
  /// the longest `limit`, and where that is in very many pieces only whole segments are looked at:
  /// naming less of them as released costs repeats, nothing else.
  /// Unless `allCommitted`, what goes only after something in memory is written counts as waiting:
  /// segments of which messages were dropped, and intents with their ends.
  Ranges released(boolean allCommitted, int limit) {
    Ranges between = new Ranges();
    Ranges within = new Ranges();
    long from = 0;
    for (Segment segment : segments) {
      if (segment.next > 0) {
        between.add(from, segment.first);
        boolean known = allCommitted || !segment.unannounced && chain != Message.Chain.CRITICAL;
        if (known && segment.isEmpty()) {
          segment.addReleased(between);
        } else if (known && within.size() < PIECES_LIMIT) {
          segment.addReleased(within);
        }
        from = segment.next;
      }
    }
    between.add(from, committedNext);
    between.addAll(within.longest(limit));
    return between;
  }
}
