package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Setting;
import java.util.random.RandomGenerator;

/// Each look at it is a little off, this way or that.
public final class Noise implements Signal {
  static final Setting<Double> DEVIATION =
      Bounds.size("deviation", "standard deviation; never more than 3.5 of them");

  private final Signal signal;
  private final double deviation;
  private final Draws draws;

  public Noise(Signal signal, double deviation, RandomGenerator chance) {
    this.signal = signal;
    this.deviation = DEVIATION.check(deviation);
    this.draws = Draws.from(chance);
  }

  @Override
  public double at(long nanos) {
    return signal.at(nanos) + deviation * draws.normal(nanos);
  }

  @Override
  public String unit() {
    return signal.unit();
  }
}
