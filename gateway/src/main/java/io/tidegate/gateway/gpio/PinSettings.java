package io.tidegate.gateway.gpio;

import io.tidegate.gateway.pin.PinRule;
import java.util.List;

/// The pins, the name of their chip (empty: the one that says it is the Pi's), and how often what
/// the counters counted is written down at most.
public record PinSettings(List<PinRule> rules, String chip, long writeEveryNanos) {
  public static final PinSettings NONE = new PinSettings(List.of(), "", 1);

  public PinSettings {
    rules = List.copyOf(rules);
  }
}
