/// A debugger's way into a board: [Gdb][io.tidegate.sim.lx106.debug.Gdb] speaks gdb's remote serial
/// protocol, as the toolchain's `xtensa-lx106-elf-gdb` wants it. Bytes in, bytes out: whoever owns
/// the connection hands them over, and lets the chip run through it. While the debugger has it
/// stopped, the board's time stands still, so no watchdog bites.
///
/// Breakpoints change nothing in the program's memory, so they work in flash and in the ROM too,
/// and there are as many as one likes. They hold where the host calls the program too (a frame that
/// arrives, the result of a scan); only while the heap is asked for its size they are passed by.
///
/// Facts: the protocol by the gdb manual's appendix "gdb Remote Serial Protocol"; the order of the
/// registers as the core's own GDBStub sends them, and further ones by the numbers that gdb asks
/// for when it is built with the LX106's public register map.
package io.tidegate.sim.lx106.debug;
