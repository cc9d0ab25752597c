package io.tidegate.sim.setting;

/// Has a name in files and options.
public interface Named {
  String wireName();
}
