package io.tidegate.sim.proxy;

import io.tidegate.sim.setting.Named;
import java.util.Locale;

/// Which connections a fault is for.
public enum Reach implements Named {
  /// Those that begin from now on.
  NEW,
  /// Those that stand now.
  PRESENT,
  ALL;

  @Override
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isForNew() {
    return this != PRESENT;
  }

  boolean isForPresent() {
    return this != NEW;
  }
}
