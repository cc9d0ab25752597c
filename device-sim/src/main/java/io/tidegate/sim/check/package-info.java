/// What is expected of a run, and whether it came so.
///
/// Purpose: [Seen] is what happens, told as it happens; an [Expectation] sees all of it and gives
/// its [Outcome]; [Accounts] keep the books of every board: measured, arrived, lost, repeated,
/// late. What sketches measure nobody sees: [SketchBooks] go by what they say.
///
/// Allowed neighbours: `model`, `mqtt` for topic filters, `io.tidegate.bridge` for JSON and frames,
/// the JDK.
///
/// The rule that must not break: no clock and no thread; what was told decides alone, and nothing
/// that fails is ever left out of the outcome.
package io.tidegate.sim.check;
