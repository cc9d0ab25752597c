/// Boards as the outside sees them, and the ones written in Java.
///
/// [Board] is what a world runs. [SimBoard] is a microcontroller with a serial buffer, power and a
/// reset pin; what it runs is a [Firmware]: [LinkFirmware] speaks the link, [PlainFirmware] prints
/// lines and knows nothing of it.
///
/// Allowed neighbours: `model`, `sensor`, `text`, `link`, `io.tidegate.bridge`, the JDK.
///
/// The rule that must not break: no clock and no thread; everything happens within a call.
package io.tidegate.sim.board;
