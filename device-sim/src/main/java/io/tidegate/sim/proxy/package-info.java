/// The network between clients and a broker, with its faults.
///
/// Purpose: [Proxy] relays TCP and does to it what networks do: refuses, swallows, resets, slows,
/// cuts, tells one end and not the other; and, looking into MQTT, what brokers do. [LanProxy]
/// does the same in virtual time. [NetFault] is what there is, from plain values; [FaultLine]
/// is how a person types it.
///
/// Inside: a [Relay] has the connections and what is set for them; a [Connection] has two [Side]s
/// and two [Lane]s, which know when how much may pass; its [Talk] sees packets through two
/// [Splitter]s; an [Errand] visits the broker under a client's name. All of that stands on a
/// [Ground], which is sockets ([SocketSide]) with a [Loop] as their one thread, or a network in
/// virtual time ([LanSide]).
///
/// Allowed neighbours: `mqtt`, `net`, `setting`, `world`; sockets of the JDK.
///
/// The rule that must not break: without a fault not a byte is changed, lost, held back or put in
/// another order, nor an end; with one, nothing but what it says. Nothing here judges delivery.
package io.tidegate.sim.proxy;
