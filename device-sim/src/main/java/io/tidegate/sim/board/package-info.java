/// Boards as the outside sees them, and the ones written in Java.
///
/// [Board] is what a world runs. [Microcontroller] is a [Chip] with a serial port, power and a
/// reset pin, and what can go wrong with it; what it runs is a [Firmware]: [LinkFirmware] speaks
/// the link, [PlainFirmware] prints lines and knows nothing of it. [ControlLines] wire DTR and RTS
/// to one.
///
/// Allowed neighbours: `model`, `sensor`, `text`, `setting`, `io.tidegate.bridge`, the JDK.
///
/// The rule that must not break: no clock and no thread; everything happens within a call.
package io.tidegate.sim.board;
