package io.tidegate.gateway.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Messages of one board in one chain, strictly by position. A lane has up to four parts, each
/// older than the next: handed out, head (in memory), on disk only, tail (in memory, not durable
/// yet).
final class Lane {
  final Message.Chain chain;
  final String name;
  final boolean late;

  final LinkedHashMap<Long, Entry> handed = new LinkedHashMap<>();
  final ArrayDeque<Entry> head = new ArrayDeque<>();
  final ArrayDeque<Entry> tail = new ArrayDeque<>();

  /// How many messages are on disk only, at positions from `diskFrom` to before `diskNext`.
  long diskCount;

  long diskFrom;
  long diskNext;

  /// Stands in the ring of lanes that have something to hand out.
  boolean queued;

  /// Stands in the queue of lanes that want to be read from disk.
  boolean hungry;

  Lane(Message.Chain chain, String name, boolean late) {
    this.chain = chain;
    this.name = name;
    this.late = late;
  }

  boolean isEmpty() {
    return handed.isEmpty() && head.isEmpty() && tail.isEmpty() && diskCount == 0;
  }

  /// The newest end of the lane. A durable message behind others that are on disk only stays there.
  void add(Entry entry) {
    if (diskCount == 0) {
      head.addLast(entry);
    } else if (entry.durable() && tail.isEmpty()) {
      leaveOnDisk(entry.position);
    } else {
      tail.addLast(entry);
    }
  }

  /// Counts a message that is on disk and newer than everything on disk before it.
  void leaveOnDisk(long position) {
    if (diskCount == 0) {
      diskFrom = position;
    }
    diskNext = position + 1;
    diskCount++;
  }

  /// Puts a message read from disk behind the head.
  void loaded(Entry entry) {
    head.addLast(entry);
    tookFromDisk(entry.position, 1);
  }

  /// `count` messages before `position` (inclusive) are no longer on disk only.
  void tookFromDisk(long position, long count) {
    diskCount -= count;
    diskFrom = Math.max(diskFrom, position + 1);
    joinTail();
  }

  /// `count` messages that were on disk only cannot be read any more.
  void lostOnDisk(long count) {
    diskCount -= count;
    joinTail();
  }

  /// Nothing before `position` is on disk only.
  void nothingBefore(long position) {
    diskFrom = Math.max(diskFrom, position);
  }

  /// With nothing left on disk only, the tail follows the head directly.
  void joinTail() {
    if (diskCount == 0) {
      head.addAll(tail);
      tail.clear();
    }
  }

  /// Moves durable messages at the front of the tail to disk only; returns them.
  List<Entry> settleTail() {
    List<Entry> left = new ArrayList<>();
    while (diskCount > 0 && !tail.isEmpty() && tail.peekFirst().durable()) {
      Entry entry = tail.pollFirst();
      leaveOnDisk(entry.position);
      left.add(entry);
    }
    return left;
  }

  /// Drops durable messages from the end of the head, the newest first, until `bytes` are given
  /// back or the head is at its half; returns them.
  List<Entry> shed(long bytes) {
    List<Entry> dropped = new ArrayList<>();
    if (diskCount == 0) {
      while (!head.isEmpty() && !head.peekLast().durable()) {
        tail.addFirst(head.pollLast());
      }
    }
    long wanted = bytes;
    int floor = head.size() / 2;
    while (wanted > 0 && head.size() > floor && mayLeave(head.peekLast())) {
      Entry entry = head.pollLast();
      wanted -= entry.sizeBytes;
      dropped.add(entry);
    }
    if (!dropped.isEmpty()) {
      if (diskCount == 0) {
        diskNext = dropped.getFirst().position + 1;
      }
      diskFrom = dropped.getLast().position;
      diskCount += dropped.size();
    }
    joinTail();
    return dropped;
  }

  private static boolean mayLeave(Entry entry) {
    return entry.durable() && !entry.resident();
  }

  /// True when this position of the lane is on disk only.
  boolean isOnDiskOnly(long position) {
    return diskCount > 0 && position >= diskFrom && position < diskNext;
  }

  /// Everything handed out and not released waits again, in order.
  void rewind() {
    List<Entry> entries = new ArrayList<>(handed.values());
    handed.clear();
    for (Entry entry : entries.reversed()) {
      head.addFirst(entry);
    }
  }

  /// Another lane took everything over.
  void clear() {
    handed.clear();
    head.clear();
    tail.clear();
    diskCount = 0;
  }

  /// Takes over another lane's messages, all newer than these. What was handed out there waits
  /// again. Returns those that are now on disk only.
  List<Entry> append(Lane newer) {
    newer.rewind();
    List<Entry> left = new ArrayList<>();
    for (Entry entry : newer.head) {
      entry.lane = this;
      if (diskCount > 0 && entry.durable() && tail.isEmpty()) {
        left.add(entry);
      }
      add(entry);
    }
    if (newer.diskCount > 0) {
      left.addAll(settleTail());
      if (diskCount == 0) {
        diskFrom = newer.diskFrom;
      }
      diskCount += newer.diskCount;
      diskNext = newer.diskNext;
    }
    for (Entry entry : newer.tail) {
      entry.lane = this;
      add(entry);
    }
    return left;
  }
}
