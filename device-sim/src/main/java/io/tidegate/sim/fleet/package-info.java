/// Boards ready to hang on a port, for people and demonstrations.
///
/// Purpose: [VirtualBoard] is one board with what it measures; [Kind] what it speaks.
///
/// Allowed neighbours: `board`, `link`, `model`, `sensor`, `signal`, `text`, `io.tidegate.bridge`,
/// the JDK.
///
/// The rule that must not break: a name and a seed give the same measurements each time.
package io.tidegate.sim.fleet;
