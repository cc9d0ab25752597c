package io.tidegate.sim.proxy;

import io.tidegate.sim.setting.Named;

/// Which connections a fault is for.
public enum Reach implements Named.Constant {
  /// Those that begin from now on.
  NEW,
  /// Those that stand now.
  PRESENT,
  ALL;

  boolean isForNew() {
    return this != PRESENT;
  }

  boolean isForPresent() {
    return this != NEW;
  }
}
