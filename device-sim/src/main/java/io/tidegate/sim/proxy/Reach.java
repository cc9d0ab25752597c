package io.tidegate.sim.proxy;

import java.util.Locale;

/// Which connections a fault is for.
public enum Reach {
  /// Those that begin from now on.
  NEW,
  /// Those that stand now.
  PRESENT,
  ALL;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }

  boolean isForNew() {
    return this != PRESENT;
  }

  boolean isForPresent() {
    return this != NEW;
  }
}
