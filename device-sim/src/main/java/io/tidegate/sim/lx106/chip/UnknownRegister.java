package io.tidegate.sim.lx106.chip;

/// A register that a program used and that does nothing here, and how often.
public record UnknownRegister(int address, long reads, long writes) {}
