package io.tidegate.sim.load;

import io.tidegate.sim.world.World;
import java.util.ArrayDeque;

/// Lets boards connect one after another: so many a second, and no more than a broker's backlog at
/// once.
final class Gate {
  /// Attempts that have not come to an end.
  static final int MOST_UNDER_WAY = 64;

  private final World world;
  private final World.Turn turn;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final long stepNanos;
  private long nextNanos;
  private int underWay;

  /// `perSecond` 0: no further limit.
  Gate(World world, int perSecond) {
    this.world = world;
    this.stepNanos = perSecond == 0 ? 0 : 1_000_000_000L / perSecond;
    this.turn = world.add(this::run);
  }

  /// It may connect when its turn comes.
  void enter(Runnable board) {
    waiting.add(board);
    turn.wake(Math.max(nextNanos, world.nowNanos()));
  }

  /// One attempt has come to its end.
  void leave() {
    underWay--;
    if (!waiting.isEmpty()) {
      turn.wake(Math.max(nextNanos, world.nowNanos()));
    }
  }

  /// Nobody is let in any more.
  void close() {
    waiting.clear();
  }

  private long run(long nowNanos) {
    while (!waiting.isEmpty() && underWay < MOST_UNDER_WAY && nowNanos >= nextNanos) {
      underWay++;
      // what was missed while others were slow is not made up for in a burst
      nextNanos = Math.max(nextNanos, nowNanos - stepNanos) + stepNanos;
      waiting.poll().run();
    }
    return waiting.isEmpty() || underWay >= MOST_UNDER_WAY ? Long.MAX_VALUE : nextNanos;
  }
}
