package io.tidegate.gateway.pin;

import static io.tidegate.bridge.CommandCode.BUSY;
import static io.tidegate.bridge.CommandCode.FAILED;
import static io.tidegate.bridge.CommandCode.OK;

import io.tidegate.bridge.link.CommandHandler.Answer;
import java.util.ArrayList;
import java.util.List;

/// A relay, a valve, a motor's direction: on or off.
final class OutputPin extends Driving {
  /// A pulse without a bound of its own.
  static final long LONGEST_PULSE_NANOS = 3_600_000_000_000L;

  static final long SHORTEST_PULSE_NANOS = 10_000_000L;

  private final PinRule.Output rule;
  private final List<OutputPin> excluded = new ArrayList<>();

  private boolean switchedOff;
  private long offSinceNanos;

  /// It goes off by itself then.
  private boolean limited;
  private long offAtNanos;

  OutputPin(PinRule.Output rule, Outside outside) {
    super(outside, rule.everyNanos());
    this.rule = rule;
  }

  /// Either may not be on with the other.
  void exclude(OutputPin other) {
    if (!excluded.contains(other)) {
      excluded.add(other);
      other.excluded.add(this);
    }
  }

  @Override
  PinRule.Output rule() {
    return rule;
  }

  @Override
  String json(int duty) {
    return "{\"%s\":%b}".formatted(rule.name(), duty != SafeStates.OFF);
  }

  @Override
  Answer command(String value, long nowNanos) {
    return switch (Order.of(value)) {
      case Order.Switch(boolean on) -> on ? on(0, nowNanos) : off(nowNanos);
      case Order.Toggle() ->
          !isKnown()
              ? new Answer(FAILED, "its state is not known")
              : duty() == SafeStates.OFF ? on(0, nowNanos) : off(nowNanos);
      case Order.Pulse(long nanos) -> pulse(nanos, nowNanos);
      case null, default -> new Answer(FAILED, "expected on, off, toggle, pulse");
    };
  }

  private Answer pulse(long nanos, long nowNanos) {
    long longest = rule.longestNanos() == 0 ? LONGEST_PULSE_NANOS : rule.longestNanos();
    if (nanos < SHORTEST_PULSE_NANOS || nanos > longest) {
      return new Answer(FAILED, "pulse: 10 ms to " + longest / 1_000_000 + " ms");
    }
    return on(nanos, nowNanos);
  }

  /// For so long; 0 is as long as it may.
  private Answer on(long nanos, long nowNanos) {
    Answer refusal = refusal(nowNanos);
    if (refusal != null) {
      return refusal;
    }
    if (!order(SafeStates.FULL, nowNanos)) {
      return new Answer(FAILED, "the line cannot be driven");
    }
    if (nanos > 0) {
      limited = true;
      offAtNanos = nowNanos + nanos;
    }
    return new Answer(OK, nanos > 0 ? "on for " + nanos / 1_000_000 + " ms" : "on");
  }

  private Answer off(long nowNanos) {
    return order(SafeStates.OFF, nowNanos)
        ? new Answer(OK, "off")
        : new Answer(FAILED, "the line cannot be driven");
  }

  /// Null when it may be switched on.
  private Answer refusal(long nowNanos) {
    for (OutputPin other : excluded) {
      if (other.mayBeOn()) {
        String name = other.rule.name();
        return new Answer(
            FAILED, other.isKnown() ? "not while " + name + " is on" : name + " may still be on");
      }
      long dead = Math.max(rule.deadNanos(), other.rule.deadNanos());
      if (other.switchedOff && nowNanos - other.offSinceNanos < dead) {
        return new Answer(BUSY, "too soon after " + other.rule.name());
      }
    }
    return null;
  }

  /// What could not be switched off may be on.
  private boolean mayBeOn() {
    return !isKnown() || duty() != SafeStates.OFF;
  }

  @Override
  int allowed(int duty, long nowNanos) {
    return duty == SafeStates.OFF || refusal(nowNanos) == null ? duty : SafeStates.OFF;
  }

  @Override
  void driven(int duty, boolean another, long nowNanos) {
    if (duty == SafeStates.OFF) {
      limited = false;
      if (another) {
        switchedOff = true;
        offSinceNanos = nowNanos;
      }
    } else {
      limited = rule.longestNanos() > 0;
      offAtNanos = nowNanos + rule.longestNanos();
    }
  }

  @Override
  void tick(long nowNanos) {
    if (limited && nowNanos - offAtNanos >= 0) {
      limited = false;
      drive(SafeStates.OFF, nowNanos);
    }
    super.tick(nowNanos);
  }

  @Override
  long leftNanos(long nowNanos) {
    long left = super.leftNanos(nowNanos);
    return limited ? Math.min(left, Math.max(0, offAtNanos - nowNanos)) : left;
  }
}
