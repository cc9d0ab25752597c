/// An emulated ESP8266 as a board among others: bytes, pins, power and the world's time on one
/// side, the chip and its cycles on the other.
///
/// Purpose: [EmulatedBoard] puts together what the other packages of `lx106` are: the chip with the
/// image in its memory, the ROM's functions, the radio and the network behind it, the wires of its
/// pins.
///
/// Allowed neighbours: `lx106`, `board`, `net`, `pins`, the JDK.
///
/// The rule that must not break: nothing that the image does comes out as a Java exception, and
/// what it does depends on the image, the seed and what comes from outside alone.
package io.tidegate.sim.lx106.board;
