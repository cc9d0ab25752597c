/// A gateway's process in virtual time: the real core, and around it a disk, a broker with its
/// network, ports and a clock that can fail as real ones do.
///
/// Purpose: [SimGateway] is the process, which is killed and started again; [SimDisk], [SimBroker],
/// [SimPort] and [SimClock] are what it touches; a [SimAdapter] with its board hangs on a port and
/// may be moved; [Watch] sees all of it. The seeded simulation in
/// the tests and `tidegate lab` are made of the same parts.
///
/// Allowed neighbours: the pure packages of the gateway, device-sim's `world`, `board` and `line`.
///
/// The rule that must not break: chance comes from the world's seed, time from the world; the same
/// seed gives the same history to the byte.
package io.tidegate.gateway.lab.twin;
