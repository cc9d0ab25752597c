package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Setting;
import java.util.random.RandomGenerator;

/// A random walk between two bounds, at which it turns back. Between steps it goes evenly.
///
/// The walk is a function of the step's number: the height of the far end of a very long walk is
/// drawn, then that of its middle, and so on by halves down to the step asked for (a Brownian
/// bridge). Forty draws replace all the steps before, so that a board may begin at day 49.
public final class Walk implements Signal {
  static final Setting<Double> START = Bounds.value("start", "where it begins");
  static final Setting<Double> STEP =
      Bounds.size("step", "how far it goes within `every`: the standard deviation");
  static final Setting<Long> EVERY =
      Setting.duration("every", "1 ms", "3650 d", "the time of one step").or("1 s");
  static final Setting<Double> LEAST = Bounds.value("min", "it turns back here").or("-1e9");
  static final Setting<Double> MOST = Bounds.value("max", "it turns back here").or("1e9");

  private static final int HALVINGS = 40;
  private static final long STEPS = 1L << HALVINGS;

  /// By level: how far the middle of a part lies off its ends, as a deviation.
  private static final double[] OFF = new double[HALVINGS];

  static {
    for (int level = 0; level < HALVINGS; level++) {
      OFF[level] = Math.sqrt(STEPS >> level) / 2;
    }
  }

  private final double start;
  private final double step;
  private final long everyNanos;
  private final double least;
  private final double most;
  private final Draws draws;

  // The way down to the last step asked for: by level the heights of the part's ends. The next
  // question mostly has all but the last levels in common with it.
  private final double[] lows = new double[HALVINGS + 1];
  private final double[] highs = new double[HALVINGS + 1];
  private long known = -1;

  public Walk(
      double start,
      double step,
      long everyNanos,
      double least,
      double most,
      RandomGenerator chance) {
    this.start = START.check(start);
    this.step = STEP.check(step);
    this.everyNanos = EVERY.check(everyNanos);
    this.least = LEAST.check(least);
    this.most = MOST.check(most);
    if (least > start || start > most) {
      throw new IllegalArgumentException(
          "start: expected a number from min to max, " + least + " to " + most + "; got " + start);
    }
    this.draws = Draws.from(chance);
    highs[0] = Math.sqrt(STEPS) * draws.normal(STEPS);
  }

  @Override
  public double at(long nanos) {
    long number = Math.min(nanos / everyNanos, STEPS - 1);
    descend(number);
    double part = (double) (nanos - number * everyNanos) / everyNanos;
    double from = lows[HALVINGS];
    return fold(start + step * (from + (highs[HALVINGS] - from) * Math.min(part, 1)));
  }

  @Override
  public long changesAfter(long nanos) {
    return step == 0 || least == most ? Long.MAX_VALUE : Signal.super.changesAfter(nanos);
  }

  /// Makes the last level the one step from `number` on.
  private void descend(long number) {
    if (number == known) {
      return;
    }
    int level = known < 0 ? 0 : Long.numberOfLeadingZeros(number ^ known) - (Long.SIZE - HALVINGS);
    for (; level < HALVINGS; level++) {
      long half = 1L << HALVINGS - 1 - level;
      long middle = (number & -2 * half) + half;
      double height = (lows[level] + highs[level]) / 2 + OFF[level] * draws.normal(middle);
      boolean lower = number < middle;
      lows[level + 1] = lower ? lows[level] : height;
      highs[level + 1] = lower ? height : highs[level];
    }
    known = number;
  }

  /// As if the bounds were mirrors.
  private double fold(double value) {
    double width = most - least;
    if (width == 0) {
      return least;
    }
    double way = Math.abs(value - least) % (2 * width);
    return least + (way > width ? 2 * width - way : way);
  }
}
