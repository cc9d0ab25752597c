package io.tidegate.sim.lx106.board;

/// The world's nanoseconds and the chip's cycles of 80 MHz: 25 of the ones are 2 of the others.
final class Time {
  private static final int NANOS = 25;
  private static final int CYCLES = 2;

  private Time() {}

  /// The last cycle that is over by then.
  static long cycles(long nanos) {
    return Math.floorDiv(nanos, NANOS) * CYCLES + Math.floorMod(nanos, NANOS) * CYCLES / NANOS;
  }

  /// When so many cycles are over, rounded up; a time that never comes stays one.
  static long nanos(long cycles) {
    return cycles >= Long.MAX_VALUE / NANOS ? Long.MAX_VALUE : (cycles * NANOS + 1) / CYCLES;
  }
}
