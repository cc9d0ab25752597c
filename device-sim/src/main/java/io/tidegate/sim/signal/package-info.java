/// How physical quantities go over time: what a sensor is exposed to, not what it says.
///
/// A [Signal] has a value at any time, in any order of asking, so that boards that measure at
/// different times see one world. Sources ([Steady], [Ramp], [Sine], [Walk], [Step], [Replay]) are
/// made by [SignalKind], changes to them ([Noise], [Quantised], [Drift], [Stuck], [Spikes]) by
/// [ChangeKind].
///
/// Chance is drawn by key ([Draws]): the noise at a time is a function of seed and time. The
/// rejected way, drawing on at each question, makes a history depend on how often a board asks.
///
/// Allowed neighbours: `setting`, the JDK.
///
/// The rule that must not break: the value at a time depends on the signal's settings, its seed and
/// that time, and on nothing else.
package io.tidegate.sim.signal;
