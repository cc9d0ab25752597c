package io.tidegate.sim.net;

import java.util.ArrayDeque;
import java.util.Queue;

/// What has happened and was not asked for, once somebody wants it; then only the latest is kept.
final class Happenings {
  private static final int MOST = 32;

  private final Queue<Happening> waiting = new ArrayDeque<>();
  private boolean wanted;

  void keep() {
    wanted = true;
  }

  void add(Happening.Kind kind, int reason) {
    if (!wanted) {
      return;
    }
    if (waiting.size() == MOST) {
      waiting.remove();
    }
    waiting.add(new Happening(kind, reason));
  }

  boolean any() {
    return !waiting.isEmpty();
  }

  /// Null for none.
  Happening next() {
    return waiting.poll();
  }

  void clear() {
    waiting.clear();
  }
}
