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

  private final double start;
  private final double step;
  private final long everyNanos;
  private final double least;
  private final double most;
  private final Draws draws;

  // The last two heights asked for: what is asked next is mostly between them or one further.
  private long knownStep = -1;
  private double known;
  private double next;

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
  }

  @Override
  public double at(long nanos) {
    long number = Math.min(nanos / everyNanos, STEPS - 2);
    if (number != knownStep) {
      known = number == knownStep + 1 && knownStep >= 0 ? next : height(number);
      next = height(number + 1);
      knownStep = number;
    }
    double part = (double) (nanos - number * everyNanos) / everyNanos;
    return fold(start + step * (known + (next - known) * Math.min(part, 1)));
  }

  @Override
  public long changesAfter(long nanos) {
    return step == 0 || least == most ? Long.MAX_VALUE : Signal.super.changesAfter(nanos);
  }

  /// After so many steps of deviation 1.
  private double height(long number) {
    long low = 0;
    long high = STEPS;
    double lowHeight = 0;
    double highHeight = Math.sqrt(STEPS) * draws.normal(STEPS);
    while (number != low && number != high) {
      long middle = (low + high) >>> 1;
      double height =
          (lowHeight + highHeight) / 2 + Math.sqrt(high - low) / 2 * draws.normal(middle);
      if (number < middle) {
        high = middle;
        highHeight = height;
      } else {
        low = middle;
        lowHeight = height;
      }
    }
    return number == low ? lowHeight : highHeight;
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
