/// The chip's mask ROM, written anew by the names of its functions: programs are linked to
/// addresses in it and bring the names along. Nothing of the ROM itself is here. The host answers
/// at such an address, and a call costs the cycles that are written beside it, about what such a
/// function takes on the chip. Data that programs look for is put where the ROM has it.
///
/// Tasks, interrupts, exceptions and printing lead out into the program and come back; nothing of
/// that is done on the host's stack, so that time passes and interrupts come as always. A program
/// that goes to an address where nobody answers is stuck, with words that name it.
///
/// What functions do is what their namesakes do: those of libgcc (the GCC internals manual, "The
/// GCC low-level runtime library") and of the C library, with `ets_` in front; for the others each
/// class says where its facts are from.
package io.tidegate.sim.lx106.rom;
