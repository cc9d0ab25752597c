/// From a reset to the first instruction of a program: what the ROM does with what is in the flash,
/// and what the second boot loader of the Arduino core does, `eboot`, which also puts a program
/// that came over the network into its place.
///
/// Purpose: [Start][io.tidegate.sim.lx106.boot.Start] does all of it, in the time that it takes,
// and
/// says on the serial line what a chip says. Nothing of either loader is here, and none is run:
/// where the flash has a second loader, it is taken for that of the Arduino core when a program is
/// behind it at 0x1000, and what is known of it is done.
///
/// Facts: "Firmware Image Format" in the documentation of esptool; `bootloaders/eboot` of the
/// Arduino core (the command in the RTC's memory, what is copied, what is loaded, what is said);
/// RFC 1952 for what comes compressed; logs of chips in public threads for the ROM's words.
///
/// Allowed neighbours: `lx106.chip`, `lx106.core`, `lx106.image`, the JDK.
///
/// The rule that must not break: whatever the flash has in it, a program begins or words say why
/// none does.
package io.tidegate.sim.lx106.boot;
