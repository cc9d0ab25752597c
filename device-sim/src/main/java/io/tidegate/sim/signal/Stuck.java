package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Setting;

/// Keeps one value from a time on.
public record Stuck(Signal signal, long atNanos, long forNanos) implements Signal {
  static final Setting<Long> AT =
      Setting.duration("at", "0", "3650 d", "from when on it no longer changes");
  static final Setting<Long> FOR =
      Setting.duration("for", "0", "3650 d", "for how long; 0: for ever").or("0");

  public Stuck {
    AT.check(atNanos);
    FOR.check(forNanos);
  }

  @Override
  public double at(long nanos) {
    return signal.at(stuck(nanos) ? atNanos : nanos);
  }

  @Override
  public long changesAfter(long nanos) {
    if (!stuck(nanos)) {
      return signal.changesAfter(nanos);
    }
    return forNanos == 0 ? Long.MAX_VALUE : atNanos + forNanos;
  }

  @Override
  public String unit() {
    return signal.unit();
  }

  private boolean stuck(long nanos) {
    return nanos >= atNanos && (forNanos == 0 || nanos - atNanos < forNanos);
  }
}
