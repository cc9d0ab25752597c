package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Io;

/// A part of the chip: registers, and what it does by itself.
interface Peripheral extends Io {
  long NEVER = Long.MAX_VALUE;

  /// The cycle at which it next has something to do.
  long due();

  /// Does what is due.
  void act(long cycles);
}
