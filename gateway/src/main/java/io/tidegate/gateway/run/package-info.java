/// The running gateway: the loop that owns the core, and the one constructor that wires everything.
///
/// Purpose: [Gateway] is the wiring diagram; [Loop] the thread that owns all state; [LoopInbox] the
/// way into it.
///
/// Allowed neighbours: everything in the gateway except `cli` and `lab`.
///
/// The rule that must not break: only the loop's thread calls the core.
package io.tidegate.gateway.run;
