package io.tidegate.gateway.spool;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// A set of numbers kept as ranges in ascending order; ranges that touch are one.
public final class Ranges {
  /// Range i is `from[i]` (inclusive) to `to[i]` (exclusive).
  private long[] from = new long[8];

  private long[] to = new long[8];
  private int size;

  public int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  public long from(int index) {
    return from[index];
  }

  public long to(int index) {
    return to[index];
  }

  public boolean contains(long number) {
    int index = lastStartingAtOrBefore(number);
    return index >= 0 && number < to[index];
  }

  /// True when every number of the range is in the set.
  boolean containsAll(long first, long next) {
    int index = lastStartingAtOrBefore(first);
    return first >= next || (index >= 0 && next <= to[index]);
  }

  /// How many numbers of the range are in the set.
  public long countWithin(long first, long next) {
    long count = 0;
    for (int i = Math.max(0, lastStartingAtOrBefore(first)); i < size && from[i] < next; i++) {
      count += Math.max(0, Math.min(to[i], next) - Math.max(from[i], first));
    }
    return count;
  }

  void add(long number) {
    add(number, number + 1);
  }

  public void add(long first, long next) {
    if (first >= next) {
      return;
    }
    int low = lastStartingAtOrBefore(first);
    if (low < 0 || to[low] < first) {
      low++;
    }
    int high = low;
    long mergedFrom = first;
    long mergedTo = next;
    while (high < size && from[high] <= next) {
      mergedFrom = Math.min(mergedFrom, from[high]);
      mergedTo = Math.max(mergedTo, to[high]);
      high++;
    }
    replace(low, high, mergedFrom, mergedTo);
  }

  void addAll(Ranges other) {
    for (int i = 0; i < other.size; i++) {
      add(other.from[i], other.to[i]);
    }
  }

  /// Forgets every number below the floor.
  void removeBelow(long floor) {
    int gone = 0;
    while (gone < size && to[gone] <= floor) {
      gone++;
    }
    System.arraycopy(from, gone, from, 0, size - gone);
    System.arraycopy(to, gone, to, 0, size - gone);
    size -= gone;
    if (size > 0) {
      from[0] = Math.max(from[0], floor);
    }
  }

  void clear() {
    size = 0;
  }

  /// At most `limit` of the ranges: the first and the longest of the others.
  Ranges longest(int limit) {
    Ranges kept = new Ranges();
    if (size <= limit) {
      kept.addAll(this);
      return kept;
    }
    kept.add(from[0], to[0]);
    IntStream.range(1, size)
        .boxed()
        .sorted(Comparator.comparingLong(i -> from[i] - to[i]))
        .limit(limit - 1L)
        .forEach(i -> kept.add(from[i], to[i]));
    return kept;
  }

  private void replace(int low, int high, long first, long next) {
    int moved = size - high;
    if (low == high && size == from.length) {
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
    }
    System.arraycopy(from, high, from, low + 1, moved);
    System.arraycopy(to, high, to, low + 1, moved);
    from[low] = first;
    to[low] = next;
    size = low + 1 + moved;
  }

  private int lastStartingAtOrBefore(long number) {
    int index = Arrays.binarySearch(from, 0, size, number);
    return index >= 0 ? index : -index - 2;
  }
}
