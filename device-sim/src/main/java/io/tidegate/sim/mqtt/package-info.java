/// The packets of MQTT 3.1.1 as bytes, for whatever side of a connection.
///
/// Purpose: [Packet] is what they say; [Frames] cuts a stream into them, whatever pieces it comes
/// in; [PacketDecoder] and [PacketWriter] turn bytes into packets and back. [PacketReader] reads
/// them from a stream that blocks. Brokers, boards and proxies share this, so the format stands
/// once.
///
/// Allowed neighbours: the JDK.
///
/// The rule that must not break: what another side says is believed only when it has come. A length
/// that was announced takes no memory, and nothing grows beyond the limit that was given.
package io.tidegate.sim.mqtt;
