/// The network between clients and a broker, with its faults.
///
/// Purpose: [Proxy] relays TCP and does to it what networks do: refuses, swallows, resets, slows,
/// cuts, tells one end and not the other. [NetFault] is what there is, from plain values.
///
/// Allowed neighbours: none; sockets of the JDK.
///
/// The rule that must not break: without a fault not a byte is changed, lost, held back or put in
/// another order, nor an end; with one, nothing but what it says. Nothing here judges delivery.
package io.tidegate.sim.proxy;
