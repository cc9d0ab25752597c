package io.tidegate.sim.pins;

/// Sees what becomes of the wires, each in the order of its times.
@FunctionalInterface
public interface WireListener {
  /// From this time on the wire at this pin is driven so, by whoever is strongest.
  void wire(int pin, Drive drive, long nanos);
}
