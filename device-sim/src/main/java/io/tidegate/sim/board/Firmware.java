package io.tidegate.sim.board;

/// What a [SimBoard] runs: the sketch.
public interface Firmware {
  /// setup(): the board begins to run, with what its memory kept.
  void start(long nowNanos, Board.Outside out);

  /// Its memory is gone; a start follows when power comes back.
  void losePower();

  /// Turns of loop() at this time, with the bytes that have arrived. Gives when the next one has
  /// something to do.
  long loop(byte[] bytes, int length, long nowNanos, Board.Outside out);
}
