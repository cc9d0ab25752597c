package io.tidegate.sim.board;

/// What can befall a chip, whatever is inside. Nothing happens to one that has no power or is held
/// in reset; what comes of the rest is seen when it runs next.
public interface Mishaps {
  /// A reset of this kind now, with all that comes before it.
  void reset(ResetCause why, long nowNanos);

  /// An exception of this number, with what the program makes of it.
  void crash(int exception, long nowNanos);

  /// The program stops going round, until a watchdog or somebody else resets the chip.
  void hang(Hang how, long nowNanos);

  /// The supply breaks down so often; after each time the chip has that long to run.
  void brownOut(int times, long upNanos, long nowNanos);

  /// It sleeps for so long and begins anew.
  void deepSleep(long nanos, long nowNanos);

  /// It prints lines as fast as the port takes them, for so long.
  void flood(long nanos, long nowNanos);

  /// Nothing leaves its serial port for so long; it does not notice.
  void silence(long nanos, long nowNanos);
}
