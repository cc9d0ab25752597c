package io.tidegate.sim.signal;

import java.util.random.RandomGenerator;

/// How a quantity goes over time; times are nanoseconds since the world began, never below zero.
@FunctionalInterface
public interface Signal {
  /// How far ahead a change is looked for where nobody knows when the next one comes.
  long LOOK_NANOS = 10_000_000L;

  double at(long nanos);

  /// The value stays what it is until this time at least, and may be another then; Long.MAX_VALUE
  /// when it never changes again.
  default long changesAfter(long nanos) {
    return nanos + LOOK_NANOS;
  }

  /// The unit of what was recorded, empty where nobody said.
  default String unit() {
    return "";
  }

  static Signal steady(double value) {
    return new Steady(value);
  }

  /// From the one to the other within a time, and again.
  static Signal ramp(double from, double to, long overNanos) {
    return new Ramp(from, to, overNanos, Ramp.Then.AGAIN);
  }

  /// Begins in the middle, rising.
  static Signal sine(double middle, double amplitude, long periodNanos) {
    return new Sine(middle, amplitude, periodNanos, periodNanos / 4);
  }

  /// Goes by about `step` within each `everyNanos`, between `least` and `most`.
  static Signal walk(
      double start,
      double step,
      long everyNanos,
      double least,
      double most,
      RandomGenerator chance) {
    return new Walk(start, step, everyNanos, least, most, chance);
  }
}
