/// What a board measures, and when.
///
/// A [Model] reads the board's sensors every so often, and gives a [Measurement] each time.
///
/// Allowed neighbours: `sensor`, the JDK.
///
/// The rule that must not break: every measurement has a number of its own, and whoever wants to
/// count is told of each before the board is.
package io.tidegate.sim.model;
