package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Setting;

/// Always the same.
public record Steady(double value) implements Signal {
  static final Setting<Double> VALUE = Bounds.value("value", "what it always is");

  public Steady {
    VALUE.check(value);
  }

  @Override
  public double at(long nanos) {
    return value;
  }

  @Override
  public long changesAfter(long nanos) {
    return Long.MAX_VALUE;
  }
}
