package io.tidegate.gateway.pin;

/// A switch, a contact, a button: true while it is active.
final class InputPin extends Listening {
  private final PinRule.Input rule;

  InputPin(PinRule.Input rule, Outside outside) {
    super(outside, rule.debounceNanos(), rule.everyNanos());
    this.rule = rule;
  }

  @Override
  PinRule rule() {
    return rule;
  }

  @Override
  void changed(boolean high, long atNanos) {
    if (rule.changes()) {
      report(high, atNanos);
    }
  }

  @Override
  void told(boolean high, boolean first, long nowNanos) {
    report(high, nowNanos);
  }

  private void report(boolean high, long atNanos) {
    outside.report("{\"%s\":%b}".formatted(rule.name(), high != rule.activeLow()), atNanos);
  }
}
