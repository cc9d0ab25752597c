package io.tidegate.sim.signal;

import io.tidegate.sim.setting.Setting;

/// How large a value may be: far beyond every sensor, far within what a double counts exactly.
final class Bounds {
  private static final double MOST = 1e9;

  private Bounds() {}

  static Setting<Double> value(String name, String words) {
    return Setting.number(name, -MOST, MOST, words);
  }

  static Setting<Double> size(String name, String words) {
    return Setting.number(name, 0, MOST, words);
  }
}
