package io.tidegate.sim.lx106.chip;

/// The resistor that a program switches to a pin.
public enum Pull {
  NONE,
  UP,
  DOWN
}
