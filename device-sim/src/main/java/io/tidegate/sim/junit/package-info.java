/// Boards for somebody else's tests, with JUnit 5.13 or 6.
///
/// Purpose: a parameter that is annotated with [Simulated] gets a [SimulatedBoard], a board on a
/// port of its own; it is gone when what asked for it has ended: a test, or a class of tests.
///
/// Allowed neighbours: `scenario`, `record`, `pty` and what these show, JUnit's API. Nobody sees
/// this package: a program that runs without JUnit must not load it.
///
/// The rule that must not break: boards share nothing, so that tests may run side by side, and
/// leave nothing behind.
package io.tidegate.sim.junit;
