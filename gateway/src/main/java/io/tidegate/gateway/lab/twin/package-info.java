/// A gateway's process in virtual time: the real core, and around it a disk, a way to the broker,
/// ports and a clock that can fail as real ones do.
///
/// Purpose: [SimGateway] is the process, which is killed and started again; [SimDisk], [SimUplink],
/// [SimPort] and [SimClock] are what it touches; a [SimAdapter] with its board hangs on a port and
/// may be moved; [Watch] sees all of it. The seeded simulation in the tests and `tidegate lab` are
/// made of the same parts but one: the way to the broker. In a lab it is a [LanUplink], which
/// speaks MQTT byte by byte to the broker that boards with WiFi see too; in a simulation a
/// [SimBroker], which is the broker as well, and can lose, repeat and reorder what a connection
/// of bytes cannot.
///
/// Why an own client in the lab: Paho has threads and a clock of its own, so nothing made with it
/// could be played again. What is shared with production is what decides: the words and causes,
/// what becomes of commands without room, and the order of QoS 2.
///
/// Allowed neighbours: the pure packages of the gateway, `mqtt` for its settings, words and QoS 2,
/// device-sim's `world`, `board`, `line`, `net` and `mqtt`.
///
/// The rule that must not break: chance comes from the world's seed, time from the world; the same
/// seed gives the same history to the byte.
package io.tidegate.gateway.lab.twin;
