package io.tidegate.sim.model;

import java.util.random.RandomGenerator;

/// How a quantity goes over time.
@FunctionalInterface
public interface Wave {

  double at(long nowNanos, RandomGenerator random);

  static Wave steady(double value) {
    return (_, _) -> value;
  }

  /// Rises by `perSecond` and starts again at `from` when it has come to `to`.
  static Wave ramp(double from, double to, double perSecond) {
    return (nowNanos, _) -> from + nowNanos / 1e9 * perSecond % (to - from);
  }

  static Wave sine(double middle, double amplitude, long periodNanos) {
    return (nowNanos, _) ->
        middle + amplitude * Math.sin(2 * Math.PI * (nowNanos % periodNanos) / periodNanos);
  }

  /// Steps by up to `step` from the value before, and stays between `least` and `most`.
  static Wave walk(double start, double step, double least, double most) {
    double[] value = {start};
    return (_, random) ->
        value[0] = Math.clamp(value[0] + step * (2 * random.nextDouble() - 1), least, most);
  }
}
