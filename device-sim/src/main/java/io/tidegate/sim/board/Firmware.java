package io.tidegate.sim.board;

/// What a [Microcontroller] runs: the sketch.
public interface Firmware {
  /// It is put onto this chip, once, before anything else: here are its clock, its memory that
  /// lasts, and ways to restart, sleep or be busy.
  default void attach(Microcontroller chip) {}

  /// setup(): the board begins to run, with what its memory kept.
  void start(long nowNanos, Board.Outside out);

  /// Its board is supplied from now on, or is not: so is what hangs on it, whether or not it runs.
  /// Told again it may be the same.
  default void supply(boolean on, long nowNanos) {}

  /// It runs no more: a reset begins, or a crash is told. What its memory holds stays; a start
  /// follows.
  default void stop() {}

  /// Its memory is gone; a start follows when power comes back.
  void losePower();

  /// Deep sleep begins: all memory but [Microcontroller#rtc] is gone; a start follows.
  default void sleep() {
    losePower();
  }

  /// Turns of loop() at this time, with the bytes that have arrived. Gives when the next one has
  /// something to do.
  long loop(byte[] bytes, int length, long nowNanos, Board.Outside out);
}
