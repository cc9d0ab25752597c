package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Setting;

/// Further off every day, as a sensor that ages.
public record Drift(Signal signal, double perDay) implements Signal {
  static final Setting<Double> PER_DAY = Bounds.value("per_day", "how much is added within a day");

  private static final double DAY_NANOS = 86_400e9;

  public Drift {
    PER_DAY.check(perDay);
  }

  @Override
  public double at(long nanos) {
    return signal.at(nanos) + perDay * (nanos / DAY_NANOS);
  }

  @Override
  public String unit() {
    return signal.unit();
  }
}
