package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;

/// Goes evenly from one value to another.
public record Ramp(double from, double to, long overNanos, Then then) implements Signal {
  /// What it does when it has arrived.
  public enum Then implements Named.Constant {
    /// Stays.
    HOLD,
    /// Begins anew at the first value.
    AGAIN,
    /// Goes back the way it came, and so on.
    BACK;
  }

  static final Setting<Double> FROM = Bounds.value("from", "where it begins");
  static final Setting<Double> TO = Bounds.value("to", "where it goes");
  static final Setting<Long> OVER =
      Setting.duration("over", "1 ms", "3650 d", "how long it takes from the one to the other");
  static final Setting<Then> THEN =
      Setting.word("then", Then.values(), "when it has arrived it stays, begins anew or goes back")
          .or("hold");

  public Ramp {
    FROM.check(from);
    TO.check(to);
    OVER.check(overNanos);
    THEN.check(then);
  }

  @Override
  public double at(long nanos) {
    double way =
        switch (then) {
          case HOLD -> Math.min(nanos, overNanos);
          case AGAIN -> nanos % overNanos;
          case BACK -> overNanos - Math.abs(overNanos - nanos % (2 * overNanos));
        };
    return from + (to - from) * (way / overNanos);
  }

  @Override
  public long changesAfter(long nanos) {
    return from == to || then == Then.HOLD && nanos >= overNanos
        ? Long.MAX_VALUE
        : Signal.super.changesAfter(nanos);
  }
}
