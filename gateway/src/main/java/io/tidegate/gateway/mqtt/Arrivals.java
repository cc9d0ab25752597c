package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What arrives on one connection, on its way to the core. One thread at a time.
///
/// A message that finds no room is left unacknowledged, and so is every later one. A broker repeats
/// them only on a new connection, and in their order.
public final class Arrivals {
  private static final int EARLY_LIMIT = 64;

  private final Predicate<Input.Arrived> command;
  private final Runnable overflowed;

  /// What a resumed session delivers before the core knows that the connection stands.
  private final List<Input.Arrived> early = new ArrayList<>();

  private boolean told;
  private boolean full;

  /// `command` gives false when it has no room; `overflowed` is told so once.
  public Arrivals(Predicate<Input.Arrived> command, Runnable overflowed) {
    this.command = command;
    this.overflowed = overflowed;
  }

  /// The core was told that the connection stands.
  public void begin() {
    told = true;
    early.forEach(this::enqueue);
    early.clear();
  }

  public void add(Input.Arrived arrived) {
    if (told) {
      enqueue(arrived);
    } else if (early.size() < EARLY_LIMIT) {
      early.add(arrived);
    } else {
      overflow(arrived);
    }
  }

  private void enqueue(Input.Arrived arrived) {
    if (full || !command.test(arrived)) {
      overflow(arrived);
    }
  }

  /// What came with QoS 0 is gone: there is nothing to leave unacknowledged.
  private void overflow(Input.Arrived arrived) {
    if (!full && arrived.qos() > 0) {
      full = true;
      overflowed.run();
    }
  }
}
