package io.tidegate.sim.lx106.core;

/// Registers of a peripheral, in words. Addresses are those of the bus, multiples of four.
public interface Io {
  int read(int address);

  void write(int address, int value);
}
