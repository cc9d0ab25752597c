/// Values that parts of the simulation are made from, as a file or an option writes them.
///
/// A [Setting] has a name, what may stand there, what holds when nothing does, and words for a
/// person; [Settings] are such values, read and in range. Whoever reads a scenario needs no other
/// knowledge of what a kind takes, and the tables of README.md are compared with it.
///
/// Allowed neighbours: `io.tidegate.strict` for durations, the JDK.
///
/// The rule that must not break: what was expected and what came is said, in one sentence, with the
/// setting's name in front; nothing is corrected silently.
package io.tidegate.sim.setting;
