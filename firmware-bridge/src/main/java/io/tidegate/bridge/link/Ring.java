package io.tidegate.bridge.link;

/// The readings that are not acknowledged, `base` to before `next`, at most `size` of them.
final class Ring {
  private final Held[] held;
  private long base = 1;
  private long next = 1;

  Ring(int size) {
    held = new Held[size];
  }

  long base() {
    return base;
  }

  long next() {
    return next;
  }

  int size() {
    return held.length;
  }

  long count() {
    return next - base;
  }

  boolean isEmpty() {
    return base == next;
  }

  boolean isFull() {
    return next - base == held.length;
  }

  Held get(long number) {
    return held[index(number)];
  }

  Held oldest() {
    return get(base);
  }

  void add(Held reading) {
    held[index(next++)] = reading;
  }

  /// Forgets everything up to this number, which it holds.
  void dropThrough(long number) {
    while (base <= number) {
      held[index(base++)] = null;
    }
  }

  /// Numbers start at 1 again; what is held keeps its order.
  void renumber() {
    Held[] kept = new Held[(int) count()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = get(base + i);
    }
    clear();
    for (Held each : kept) {
      add(each);
    }
  }

  void clear() {
    java.util.Arrays.fill(held, null);
    base = 1;
    next = 1;
  }

  private int index(long number) {
    return (int) (number % held.length);
  }
}
