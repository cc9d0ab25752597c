package io.tidegate.gateway.pin;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// A rain gauge, a meter: counts, and tells the total and how fast it grows.
final class CounterPin extends Listening {
  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

  private final PinRule.Counter rule;
  private long count;

  // since it was told last
  private long countTold;
  private long toldNanos;

  CounterPin(PinRule.Counter rule, long count, Outside outside) {
    super(outside, rule.debounceNanos(), rule.everyNanos());
    this.rule = rule;
    this.count = count;
  }

  @Override
  PinRule rule() {
    return rule;
  }

  /// Never less than before, over restarts too.
  long count() {
    return count;
  }

  @Override
  void changed(boolean high, long atNanos) {
    boolean counts =
        switch (rule.edge()) {
          case RISING -> high;
          case FALLING -> !high;
          case BOTH -> true;
        };
    if (counts) {
      count++;
    }
  }

  @Override
  void told(boolean high, boolean first, long nowNanos) {
    String json = "{\"" + rule.name() + "\":" + total();
    long tookNanos = nowNanos - toldNanos;
    if (rule.per() != PinRule.Per.NOTHING && !first && tookNanos > 0) {
      json += ",\"" + rule.name() + PinRule.RATE + "\":" + rate(tookNanos);
    }
    countTold = count;
    toldNanos = nowNanos;
    outside.report(json + "}", nowNanos);
  }

  private String total() {
    return rule.scale()
        .multiply(BigDecimal.valueOf(count))
        .setScale(rule.totalDecimals(), RoundingMode.HALF_UP)
        .toPlainString();
  }

  private String rate(long tookNanos) {
    return rule.scale()
        .multiply(BigDecimal.valueOf(count - countTold))
        .multiply(BigDecimal.valueOf(rule.per().seconds()))
        .multiply(NANOS_PER_SECOND)
        .divide(BigDecimal.valueOf(tookNanos), rule.rateDecimals(), RoundingMode.HALF_UP)
        .toPlainString();
  }
}
