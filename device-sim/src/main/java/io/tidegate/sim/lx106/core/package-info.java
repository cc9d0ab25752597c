/// The processor of the ESP8266, Tensilica's LX106: an Xtensa with the call0 ABI, 16- and 24-bit
/// instructions, three interrupt levels and no cache, loops, divider or floating point.
///
/// Instructions are decoded once into basic [blocks][io.tidegate.sim.lx106.core.Block] and run from
/// there. One instruction is one cycle. Interrupts are looked at between blocks; a block has
/// [32][io.tidegate.sim.lx106.core.Block#LIMIT] instructions at most. Plain code: no IO, no clock,
/// no threads; what is run twice from the same state runs the same way.
///
/// Facts: the encodings and the exceptions of the Xtensa Instruction Set Architecture reference
/// manual; which options this processor has, its interrupts and addresses from the `core-isa.h` of
/// Debian's picolibc for the LX106. Compared with QEMU's `lx106` by the tests.
package io.tidegate.sim.lx106.core;
