/// From a sketch's folder to a program for this machine.
///
/// Purpose: [SketchBuild] makes an executable of a [Sketch]: its tabs are joined and its functions
/// declared as the Arduino builder does ([Joined], [Prototypes]), the libraries it includes are
/// found ([Shelf], [Assembly]), and all is compiled for a [Target] against the host core that
/// comes with us ([HostCore]), with as many [Bits] as are wanted and can be had here ([Machines]).
/// What was built is kept ([BuildCache]).
///
/// Allowed neighbours: `setting`, the JDK; a C++ compiler and an emulator as programs.
///
/// The rule that must not break: nothing is written into a sketch's folder or a library's; what is
/// in the cache appears there whole or not at all.
package io.tidegate.sim.sketch.build;
