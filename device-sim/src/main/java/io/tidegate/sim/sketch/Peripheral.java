package io.tidegate.sim.sketch;

import io.tidegate.sim.board.Board;

/// A part of what surrounds a sketch: the network, the pins. It is there as long as the board;
/// each run of the sketch begins with [#start].
///
/// While a message is handled the sketch stands still. It is never more than a millisecond ahead of
/// the world when it tells or asks something; where it matters when exactly, the message says it.
public interface Peripheral {
  /// Whether messages of this kind are for it.
  boolean handles(int kind);

  /// The sketch tells or asks something. What cannot be is a [WireFault]; reading beyond the end is
  /// one by itself.
  void message(int kind, In in, Reply reply);

  /// A sketch begins to run.
  default void start(SketchLink link) {}

  /// It runs no more: a reset, a crash, deep sleep, loss of power. What it held, such as
  /// connections, is gone without a word.
  default void end() {}

  /// Its board is supplied from now on, or is not, whether or not a sketch runs. Told again it may
  /// be the same.
  default void supply(boolean on, long nowNanos) {}

  /// When it wants to act by itself, in the world's time; Long.MAX_VALUE for never. Asked after
  /// each message, each [#run] and each [SketchLink#wake].
  default long dueNanos() {
    return Long.MAX_VALUE;
  }

  /// It is due.
  default void run(long nowNanos, Board.Outside out) {}
}
