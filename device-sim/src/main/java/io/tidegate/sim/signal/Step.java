package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Setting;

/// One value, then another: for ever, for a time, or again and again. A heater that switches, a
/// door that opens, somebody walking by.
public record Step(double from, double to, long atNanos, long forNanos, long everyNanos)
    implements Signal {
  static final Setting<Double> FROM = Bounds.value("from", "what it is before").or("0");
  static final Setting<Double> TO = Bounds.value("to", "what it is then").or("1");
  static final Setting<Long> AT =
      Setting.duration(
          "at", "0", "3650 d", "when it changes, counted from the beginning of the run");
  static final Setting<Long> FOR =
      Setting.duration("for", "0", "3650 d", "how long it stays so; 0: for ever").or("0");
  static final Setting<Long> EVERY =
      Setting.duration("every", "0", "3650 d", "how often it happens from then on; 0: once")
          .or("0");

  public Step {
    FROM.check(from);
    TO.check(to);
    AT.check(atNanos);
    FOR.check(forNanos);
    EVERY.check(everyNanos);
    if (everyNanos > 0 && (forNanos == 0 || forNanos > everyNanos)) {
      throw new IllegalArgumentException(
          "for: expected more than 0 and at most \"every\"; got a step that never ends before the"
              + " next");
    }
  }

  @Override
  public double at(long nanos) {
    return nanos >= atNanos && within(nanos) ? to : from;
  }

  @Override
  public long changesAfter(long nanos) {
    if (nanos < atNanos) {
      return atNanos;
    }
    if (forNanos == 0) {
      return Long.MAX_VALUE;
    }
    long begun = nanos - since(nanos);
    if (within(nanos)) {
      return begun + forNanos;
    }
    return everyNanos == 0 ? Long.MAX_VALUE : begun + everyNanos;
  }

  private boolean within(long nanos) {
    return forNanos == 0 || since(nanos) < forNanos;
  }

  private long since(long nanos) {
    long since = nanos - atNanos;
    return everyNanos == 0 ? since : since % everyNanos;
  }
}
