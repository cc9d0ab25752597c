/// Brokers in memory, for people and for tests.
///
/// Purpose: [Broker] serves a demonstration where none is installed: the sockets of an [Exchange],
/// which knows what a broker knows and has neither sockets nor threads; [VirtualBroker] is the same
/// in a world of virtual time; [ScriptedBroker] misbehaves as a test tells it to.
///
/// Allowed neighbours: `mqtt`, `net`, `world`; sockets and threads of the JDK.
///
/// The rule that must not break: nothing here judges delivery. What a broker of our own says of our
/// own client proves little; tests count against a broker that others wrote, and these serve where
/// none can be had or none would do the harm that is wanted.
///
/// Why an own broker and not Moquette: its newest release on Maven Central, 0.17, comes with 26
/// jars (6.7 MB; among them clients of two commercial error and metrics services), takes 0.4 to 0.7
/// seconds to start and 71 MB before the first message, warns about Unsafe on Java 25, and in four
/// runs of 2,000 messages of QoS 1 one ended with 1,999. A demonstration that must count every
/// message, start at once and fit into a small heap needs less than that: QoS 0 and 1, wildcards,
/// retained messages, wills and kept sessions, which are these few files.
package io.tidegate.sim.broker;
