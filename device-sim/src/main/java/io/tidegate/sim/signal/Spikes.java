package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Setting;
import java.util.random.RandomGenerator;

/// Now and then far off for a moment, up or down: one spike at a random time within each `every`.
public final class Spikes implements Signal {
  static final Setting<Double> SIZE = Bounds.size("size", "how far off");
  static final Setting<Long> EVERY =
      Setting.duration("every", "1 ms", "3650 d", "within each such time there is one");
  static final Setting<Long> FOR =
      Setting.duration("for", "1 ms", "3650 d", "how long each lasts; at most `every`").or("1 s");

  private final Signal signal;
  private final double size;
  private final long everyNanos;
  private final long forNanos;
  private final Draws draws;

  public Spikes(
      Signal signal, double size, long everyNanos, long forNanos, RandomGenerator chance) {
    this.signal = signal;
    this.size = SIZE.check(size);
    this.everyNanos = EVERY.check(everyNanos);
    this.forNanos = FOR.check(forNanos);
    if (forNanos > everyNanos) {
      throw new IllegalArgumentException("for: expected at most \"every\"; got more");
    }
    this.draws = Draws.from(chance);
  }

  @Override
  public double at(long nanos) {
    long number = nanos / everyNanos;
    long begins = (long) (draws.uniform(2 * number) * (everyNanos - forNanos));
    long since = nanos % everyNanos - begins;
    double value = signal.at(nanos);
    if (since < 0 || since >= forNanos) {
      return value;
    }
    return draws.bits(2 * number + 1) < 0 ? value - size : value + size;
  }

  @Override
  public String unit() {
    return signal.unit();
  }
}
