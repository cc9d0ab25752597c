/// Scenarios: boards, what befalls them, and what is expected, in one file that is played anywhere.
///
/// Purpose: [ScenarioReader] reads a file as a [Scenario]; a [Run] plays it on a [Stage], which is
/// made of real ports and sockets for `tidegate-sim`, and of nothing but the world for `tidegate
/// lab`. [ScenarioKeys] is the table of all keys, [FaultKind] of all that can go wrong; [Air] is
/// the WiFi of a run.
///
/// Allowed neighbours: the pure packages of the simulator, `record`, `io.tidegate.strict`.
///
/// The rule that must not break: what happens when is decided by the file and its seed; a stage
/// that cannot do what a file asks says so before the run begins.
package io.tidegate.sim.scenario;
