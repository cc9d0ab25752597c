/// The host's own network for boards: thousands of real connections on one thread.
///
/// Purpose: [HostNetwork] is a `net.Network` of sockets that never block. Whoever owns it lets it
/// look, between turns of the world or as an actor in it.
///
/// Allowed neighbours: `net`, `world`; sockets of the JDK.
///
/// The rule that must not break: one thread. What connections hold is bounded, and a name is looked
/// up elsewhere, because that may take long.
package io.tidegate.sim.net.host;
