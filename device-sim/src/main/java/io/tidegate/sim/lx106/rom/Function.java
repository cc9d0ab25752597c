package io.tidegate.sim.lx106.rom;

import java.util.function.Consumer;

/// A function of the ROM.
///
/// @param cycles what a call costs, without what its length costs
record Function(String name, int cycles, Consumer<Call> body) {}
