/// When to connect, how much may be under way, and which message is to blame.
///
/// Purpose: the arithmetic of the broker connection; no protocol, no socket.
///
/// Allowed neighbours: the JDK only.
///
/// The rule that must not break: at most [Window#limit()] messages are unacknowledged at any time,
/// and a reconnect starts from zero.
package io.tidegate.gateway.uplink;
