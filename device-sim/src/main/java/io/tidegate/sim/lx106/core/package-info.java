/// The processor of the ESP8266, Tensilica's LX106: an Xtensa with the call0 ABI, 16- and 24-bit
/// instructions, three interrupt levels and no cache, loops, divider or floating point.
///
/// Instructions are decoded once into basic [blocks][io.tidegate.sim.lx106.core.Block] and run from
/// there. One instruction is one cycle. Interrupts are looked at between blocks; a block has
/// [32][io.tidegate.sim.lx106.core.Block#LIMIT] instructions at most. Plain code: no IO, no clock,
/// no threads; what is run twice from the same state runs the same way.
///
/// A block that has run three thousand times is translated, together with the [blocks around
/// it][io.tidegate.sim.lx106.core.Region], into a method in bytecode that may be entered at each of
/// them: loops stay inside, and so do calls with their returns. Java's own compiler does the rest.
/// [Regions][io.tidegate.sim.lx106.core.Regions] follow one another without the interpreter. Nobody
/// can tell from what a program does whether something was translated: each block in it begins with
/// the question that the interpreter asks between blocks, all else than data memory is reached
/// through the interpreter's own methods at the same cycle, and an instruction that does something
/// unusual is left to it. Code that is written anew, a flash that changes, and a hook drop what was
/// translated from there. What one processor has had translated
/// [others][io.tidegate.sim.lx106.core.Translations] take over when they have the same instructions
/// there.
///
/// Facts: the encodings and the exceptions of the Xtensa Instruction Set Architecture reference
/// manual; which options this processor has, its interrupts and addresses from the `core-isa.h` of
/// Debian's picolibc for the LX106. Compared with QEMU's `lx106` by the tests, interpreted and
/// translated.
package io.tidegate.sim.lx106.core;
