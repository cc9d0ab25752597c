package io.tidegate.sim.pins;

/// A chip on an SPI bus, chosen by its own wire, low.
public interface SpiChip {
  /// Its wire goes low: what it sends begins anew.
  void select(long nowNanos);

  /// A byte comes, and one goes.
  int exchange(int value, long nowNanos);
}
