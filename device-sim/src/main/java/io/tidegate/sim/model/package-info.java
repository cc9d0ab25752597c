/// What a board measures, and when.
///
/// Allowed neighbours: the JDK.
///
/// The rule that must not break: every measurement has a number of its own, and whoever wants to
/// count is told of each before the board is.
package io.tidegate.sim.model;
