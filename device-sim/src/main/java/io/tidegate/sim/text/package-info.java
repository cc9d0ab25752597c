/// How boards that know nothing of the link print what they measure.
///
/// A [LineFormat] turns the start of a sketch and each measurement into lines.
///
/// Allowed neighbours: `model`, `sensor`, the JDK.
///
/// The rule that must not break: a line has no clock of its own; the time since the sketch began is
/// given.
package io.tidegate.sim.text;
