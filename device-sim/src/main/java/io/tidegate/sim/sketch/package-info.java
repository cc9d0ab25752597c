/// Real sketches: an Arduino sketch, compiled for this machine, as the firmware of a board.
///
/// Purpose: a sketch runs as a process of its own that has nothing but its standard input and
/// output: no socket, no port, no clock. [Talk] carries the messages ([In], [Out]); exactly one
/// side runs at a time. What surrounds the sketch are [Peripheral]s.
///
/// Allowed neighbours: `board`, the JDK; a C++ compiler as a program.
///
/// The rule that must not break: nothing that a process sends can do more than end that process; a
/// board whose process is gone sees an exception, as on the chip.
package io.tidegate.sim.sketch;
