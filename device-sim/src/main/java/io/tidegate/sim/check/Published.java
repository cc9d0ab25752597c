package io.tidegate.sim.check;

/// How many messages a scenario meant to publish so far, and how many of them the broker has.
public record Published(long tried, long taken) {
  static final Published NOTHING = new Published(0, 0);

  /// For a person.
  String words() {
    return "published by the scenario: "
        + (taken == tried ? "" : taken + " of ")
        + tried
        + (tried == 1 ? " message" : " messages");
  }
}
