package io.tidegate.sim.board;

/// How the adapter's DTR and RTS reach the chip.
public enum Wiring {
  /// Not at all.
  NONE,

  /// DTR through a capacitor to the reset pin: each time it is raised, the chip is reset. As on an
  /// Arduino.
  CAPACITOR,

  /// Both through two transistors to the reset pin and to GPIO0: only when they differ is one of
  /// them pulled down. As on a NodeMCU.
  ///
  /// | DTR | RTS | reset | GPIO0 |
  /// |---|---|---|---|
  /// | low | low | high | high |
  /// | raised | raised | high | high |
  /// | low | raised | **low** | high |
  /// | raised | low | high | **low** |
  TWO_TRANSISTORS
}
