package io.tidegate.gateway.device;

import io.tidegate.gateway.spool.Mark;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/// The numbers of one session of one board: how far they were heard, and how far they are safe.
///
/// `safe <= heard` always. Numbers become safe one by one and in any order; the mark advances over
/// those that are contiguous. An announced range of lost numbers becomes safe as a whole, when its
/// announcement is.
final class Session {
  final String device;
  final String id;

  /// Numbers above `safe` that are settled already: first -> last, disjoint and not adjacent.
  private final TreeMap<Long, Long> settled = new TreeMap<>();

  /// Lost ranges whose announcement is not safe yet: last -> first.
  private final TreeMap<Long, Long> announced = new TreeMap<>();

  private long heard;
  private long safe;

  /// Numbers up to here may have been heard before a crash and be safe without our knowing:
  /// `Long.MAX_VALUE` until the board has said how far it had come.
  private long unsureThrough;

  /// How many of all numbers up to `heard` rules held back.
  private long held;

  /// Those of them above `safe`, ascending.
  private final ArrayDeque<Long> heldUnsafe = new ArrayDeque<>();

  private long waitingSinceNanos;

  /// The board is owed an `a`.
  boolean answerDue;

  Session(Mark mark) {
    this.device = mark.device();
    this.id = mark.session();
    this.heard = mark.number();
    this.safe = mark.number();
    this.held = mark.held();
  }

  Mark mark() {
    return new Mark(device, id, safe, held - heldUnsafe.size());
  }

  long heard() {
    return heard;
  }

  long safe() {
    return safe;
  }

  /// Readings that were heard and are not safe.
  long waiting() {
    return heard - safe;
  }

  /// Since when the oldest waiting number waits; counted anew whenever the mark rises, for the
  /// ages of
  /// all of them are not worth keeping.
  long waitingSinceNanos() {
    return waitingSinceNanos;
  }

  /// False while the mark may be older than what the board was told, after a crash.
  boolean exact() {
    return heard >= unsureThrough;
  }

  /// False when the mark alone does not say what is settled.
  boolean told() {
    return exact() && settled.isEmpty() && announced.isEmpty();
  }

  long unsureThrough() {
    return unsureThrough;
  }

  void believeBoard() {
    unsureThrough = Long.MAX_VALUE;
  }

  /// The first hello after a crash: what did not exist yet cannot have been heard before it.
  void greeted(long next) {
    if (unsureThrough == Long.MAX_VALUE) {
      unsureThrough = next - 1;
    }
  }

  void hear(long number, long nowNanos) {
    if (heard == safe) {
      waitingSinceNanos = nowNanos;
    }
    heard = number;
  }

  /// The last number that was heard is held back by a rule.
  void holdBack() {
    held++;
    heldUnsafe.add(heard);
  }

  /// How many numbers have been held back so far.
  long held() {
    return held;
  }

  /// Numbers heard + 1 to `last` are lost; one of them becomes safe through its announcement.
  void announceLost(long last, long nowNanos) {
    announced.put(last, heard + 1);
    hear(last, nowNanos);
  }

  /// Numbers that were heard are lost; one of them stands for all, as in [#announceLost].
  void announce(long first, long last) {
    if (last > safe) {
      announced.merge(last, first, Math::min);
    }
  }

  /// Everything up to `number` was safe before we knew: also what we took to be waiting.
  void adopt(Mark mark) {
    if (mark.number() > safe) {
      heard = Math.max(heard, mark.number());
      cover(safe + 1, mark.number());
      held = mark.held() + heldUnsafe.size();
    }
  }

  /// True when the mark has risen.
  boolean settle(long number, long nowNanos) {
    if (number <= safe || number > heard) {
      return false;
    }
    Long first = announced.remove(number);
    long before = safe;
    cover(first == null ? number : first, number);
    if (safe > before) {
      waitingSinceNanos = nowNanos;
    }
    return safe > before;
  }

  private void cover(long first, long last) {
    if (first <= safe + 1) {
      safe = Math.max(safe, last);
      Map.Entry<Long, Long> next;
      while ((next = settled.firstEntry()) != null && next.getKey() <= safe + 1) {
        safe = Math.max(safe, next.getValue());
        settled.pollFirstEntry();
      }
      announced.headMap(safe, true).clear();
      while (!heldUnsafe.isEmpty() && heldUnsafe.peek() <= safe) {
        heldUnsafe.poll();
      }
      return;
    }
    Map.Entry<Long, Long> below = settled.floorEntry(first);
    if (below != null && below.getValue() >= first - 1) {
      first = below.getKey();
      last = Math.max(last, below.getValue());
    }
    Long above = settled.remove(last + 1);
    settled.put(first, above == null ? last : above);
  }
}
