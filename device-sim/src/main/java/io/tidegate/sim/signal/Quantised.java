package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Setting;

/// Only whole multiples of a step.
public record Quantised(Signal signal, double step) implements Signal {
  static final Setting<Double> STEP =
      Setting.number("step", 1e-6, 1e6, "the distance of neighbouring values");

  public Quantised {
    STEP.check(step);
  }

  @Override
  public double at(long nanos) {
    return Math.rint(signal.at(nanos) / step) * step;
  }

  @Override
  public long changesAfter(long nanos) {
    return signal.changesAfter(nanos);
  }

  @Override
  public String unit() {
    return signal.unit();
  }
}
