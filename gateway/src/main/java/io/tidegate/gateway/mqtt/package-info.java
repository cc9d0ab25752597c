/// The broker through Eclipse Paho: a fresh client for each connection, thrown away when it ends.
///
/// Purpose: [PahoUplink] connects, subscribes, publishes and reports; everything that has to be
/// remembered is remembered elsewhere.
///
/// Messages do not go through Paho's queues but past them, by [Outbox], on the same socket: MQTT's
/// PUBLISH and its answers are few lines, and Paho's way of one message was most of what the
/// gateway did. Paho says CONNECT, SUBSCRIBE and PING, and brings the commands. Rejected: a client
/// of our own for all of it (session, ping and commands are what Paho does well), and fewer
/// acknowledged messages at a time in Paho (its threads cost the same).
///
/// QoS 2 goes the same way, by [ExactlyOnce]. The design has a second client with a clean session
/// for it, so that nothing of a former connection is left at the broker. Rejected: with one client
/// there is one will, one connection to watch and to explain, and one order of what is sent; what
/// is left at the broker costs ten ids and one exchange a connection.
///
/// [ConnectFailure], the ends in [Words], [Arrivals] and [ExactlyOnce] have nothing of Paho: the
/// client of `lab.twin` uses them as well, so that what fails there is told as it is here.
///
/// Allowed neighbours: `core` for its ports and inputs, Paho, the JDK's sockets.
///
/// The rule that must not break: Paho's threads only enqueue; nothing waits in a callback, and each
/// connection number gets exactly one [io.tidegate.gateway.core.Input.BrokerDown].
package io.tidegate.gateway.mqtt;
