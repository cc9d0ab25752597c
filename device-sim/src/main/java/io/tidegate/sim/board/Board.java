package io.tidegate.sim.board;

/// A device as the outside sees it: bytes, pins and time go in; bytes, pins and the time it wants
/// to run next come out. Boards written in Java, sketches compiled for the PC and emulated chips
/// stand behind it alike: nothing may assume what is inside.
///
/// One thread at a time; times never go back.
public interface Board {
  /// Pin numbers below zero are the board's own; the others are its GPIO numbers.
  int POWER = -1;

  /// Low holds the board in reset, high lets it run.
  int RESET = -2;

  /// Bytes arrive at its serial input. What it has no room for is lost there, as on the chip.
  void receive(byte[] bytes, int length, long nowNanos);

  /// An input changes: 0 low, 1 high; for an analogue input the level in millivolts.
  void pin(int pin, int level, long nowNanos);

  /// Lets the board act up to this time; what it does goes to `out`. Gives when it wants to run
  /// next, Long.MAX_VALUE when only something from outside can change anything.
  long run(long nowNanos, Outside out);

  /// Something else that it can see has changed, such as its network: it looks when it runs next,
  /// which is at this time.
  default void wake() {}

  /// What a board drives.
  interface Outside {
    /// Bytes leave its serial output. The array belongs to the board.
    void transmit(byte[] bytes, int length);

    /// An output changes, in the terms of [Board#pin].
    void pin(int pin, int level);

    /// From now on its serial port sends, and listens, at this speed.
    default void baud(int baud) {}

    /// What has not yet left its serial output is lost: a reset empties it.
    default void cut() {}

    /// Nothing comes from outside before this time, as far as is known now.
    default long horizonNanos() {
      return Long.MIN_VALUE;
    }

    /// How many bytes it has transmitted that are still on their way.
    default int underWay() {
      return 0;
    }
  }
}
