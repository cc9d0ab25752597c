/// Programs as build tools write them, with the names that are in them, and what they tell of the
/// SDK that they were linked with.
///
/// Purpose: [Image][io.tidegate.sim.lx106.image.Image] is one firmware, from an ELF file or from a
/// `.bin` for the flash, perhaps with the linker's map. [Sdk][io.tidegate.sim.lx106.image.Sdk] says
/// whether the radio can work with it, and if not, what is missing.
/// [Lines][io.tidegate.sim.lx106.image.Lines] has the lines of the sources.
///
/// Where the SDK keeps its state is not published, and differs between SDKs. It is read out of the
/// machine code of functions that use it, by their names, and held against a small table by the
/// SDK's version; where these two disagree nothing is guessed. Patterns of an image's bytes would
/// find the functions without their names, too; they would have to be taken from somebody else's
/// code, and are not here.
///
/// Allowed neighbours: `lx106.chip`, `lx106.core`, the JDK.
///
/// The rule that must not break: whatever a file has in it, it is read or refused in words.
package io.tidegate.sim.lx106.image;
