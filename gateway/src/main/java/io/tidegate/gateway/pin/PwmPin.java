package io.tidegate.gateway.pin;

import static io.tidegate.bridge.CommandCode.FAILED;
import static io.tidegate.bridge.CommandCode.OK;

import io.tidegate.bridge.link.CommandHandler.Answer;

/// A fan, a dimmed light: on for a part of each period.
final class PwmPin extends Driving {
  private final PinRule.Pwm rule;

  PwmPin(PinRule.Pwm rule, Outside outside) {
    super(outside, rule.everyNanos());
    this.rule = rule;
  }

  @Override
  PinRule.Pwm rule() {
    return rule;
  }

  @Override
  String json(int duty) {
    return "{\"%s\":%d}".formatted(rule.name(), duty);
  }

  @Override
  Answer command(String value, long nowNanos) {
    int duty = Order.duty(value);
    if (duty < 0) {
      return new Answer(FAILED, "expected 0 to 100, on or off");
    }
    return order(duty, nowNanos)
        ? new Answer(OK, duty + " %")
        : new Answer(FAILED, "the line cannot be driven");
  }

  @Override
  int allowed(int duty, long nowNanos) {
    return duty;
  }

  @Override
  void driven(int duty, boolean another, long nowNanos) {}
}
