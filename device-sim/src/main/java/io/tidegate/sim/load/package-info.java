/// Thousands of boards on a broker, from one process.
///
/// Purpose: [Fleet] connects boards that behave as the library PubSubClient does and lets each
/// publish every so often; a [FleetPlan] says which, a [FleetCount] what came of it. WiFi and
/// sensors are left out: these boards are there for their number.
///
/// Allowed neighbours: `pubsub`, `net`, `net.host`, `world`, `pty` for the limit of open files, the
/// JDK.
///
/// The rule that must not break: one thread, and whatever does not go as planned is counted with
/// its reason.
package io.tidegate.sim.load;
