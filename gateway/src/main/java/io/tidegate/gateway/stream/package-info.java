/// MQTT as a board speaks it over the link's byte stream: the server's end of it, MQTT 3.1.1 (and
/// 3.1, which older libraries have), one client per stream.
///
/// Purpose: so that a sketch written for WiFi and a broker runs over a cable unchanged. What the
/// board publishes goes the way of a reading; what it subscribes to is subscribed for it.
///
/// Allowed neighbours: none; `device` binds it to the link.
///
/// The rule that must not break: bytes from the board never throw; what breaks MQTT closes the
/// stream, with words. A PUBACK says that a message is safe, and nothing else does.
///
/// Smaller than a broker on purpose. Everything goes down with QoS 0, since a stream that ends has
/// lost what was under way, and nothing is kept for a board that is away: each session is a clean
/// one. QoS 2 upward is refused by closing, as the standard has no other no; a sketch that can do
/// it can do QoS 1. A publish to a topic that is not the board's is acknowledged and dropped,
/// counted and told: closing would cut off all that is allowed, again and again.
package io.tidegate.gateway.stream;
