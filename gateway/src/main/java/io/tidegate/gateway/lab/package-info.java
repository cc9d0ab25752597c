/// The demonstration: a site in software around the real gateway, and a count that anybody can
/// check.
///
/// Purpose: [DemoCommand] is `tidegate demo`; [Site] wires boards, broker, network, gateway and
/// witness; [Tally] holds what was sent and what arrived; [Screen] and [Report] show it.
/// [LabCommand] is `tidegate lab`: [LabStage] plays a scenario in virtual time on the parts of
/// `lab.twin`, with one broker on a network in memory, for the gateway and for boards with WiFi.
///
/// Allowed neighbours: the gateway's `cli`, `run`, `config`, `ops`, and device-sim; nobody sees
/// this package, and the packaged gateway does not carry it.
///
/// The rule that must not break: the [Witness], who counts, shares no code with those who send.
package io.tidegate.gateway.lab;
