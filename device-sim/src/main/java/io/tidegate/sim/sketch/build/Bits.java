package io.tidegate.sim.sketch.build;

import io.tidegate.sim.setting.Named;

/// How wide `long`, `size_t` and pointers are to be in a sketch.
///
/// - `AUTO`: as on the chip where this machine runs such programs itself, else as on this machine
/// - `CHIP`: as on the chip, by an emulator if need be
/// - `PC`: as on a PC of 64 bits
public enum Bits implements Named.Constant {
  AUTO("auto"),
  CHIP("32"),
  PC("64");

  private final String wireName;

  Bits(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  /// The one of this name; throws with the names there are.
  public static Bits of(String wireName) {
    return Named.find(values(), wireName);
  }
}
