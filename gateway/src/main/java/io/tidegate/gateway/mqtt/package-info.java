/// The broker through Eclipse Paho: a fresh client for each connection, thrown away when it ends.
///
/// Purpose: [PahoUplink] connects, subscribes, publishes and reports; everything that has to be
/// remembered is remembered elsewhere.
///
/// Allowed neighbours: `core` for its ports and inputs, Paho, the JDK's sockets.
///
/// The rule that must not break: Paho's threads only enqueue; nothing waits in a callback, and each
/// connection number gets exactly one [io.tidegate.gateway.core.Input.BrokerDown].
package io.tidegate.gateway.mqtt;
