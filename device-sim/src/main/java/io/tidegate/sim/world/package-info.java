/// A world of boards and lines in virtual time.
///
/// [World] holds the time and the order of events; a [Cable] joins a board to its port by two
/// lines. The caller lets time pass, as fast as it can or as fast as a clock goes: [World#runTo].
///
/// Allowed neighbours: `board`, `line`, the JDK.
///
/// The rule that must not break: nothing here reads a clock or starts a thread, and one seed gives
/// one history.
package io.tidegate.sim.world;
