/// How boards that know nothing of the link print what they measure.
///
/// A [LineFormat] turns the start of a sketch and each measurement into lines; [TextKind] makes
/// each kind from plain values. The logs of ESPHome and Tasmota are written from their sources, see
/// FACTS.md.
///
/// Allowed neighbours: `model`, `sensor`, `setting`, the JDK.
///
/// The rule that must not break: a line has no clock of its own; the time since the sketch began is
/// given.
package io.tidegate.sim.text;
