package io.tidegate.sim.pins;

/// Something that always does the same to its wire, such as a resistor to the supply.
public record Resistor(Drive drive) implements PinDevice {
  @Override
  public Plan plan(long nowNanos, long untilNanos) {
    return Plan.steady(drive);
  }
}
