/// The way between a board and its port, and what can happen to bytes on it.
///
/// Allowed neighbours: `setting`, the JDK.
///
/// The rule that must not break: the same bytes, times and seed give the same bytes; what is under
/// way is bounded.
package io.tidegate.sim.line;
