/// Functions of the chip's mask ROM, written anew by their names: programs are linked to addresses
/// in it and bring the names along. Nothing of the ROM itself is here. The host answers at such an
/// address, and a call costs the cycles that are written beside it, about what such a function
/// takes on the chip.
///
/// What they do is what their namesakes do: those of libgcc (the GCC internals manual, "The GCC
/// low-level runtime library") and of the C library, with `ets_` in front.
package io.tidegate.sim.lx106.rom;
