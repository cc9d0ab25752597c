/// What a sketch sees of WiFi and TCP: polled, never called back.
///
/// Purpose: a [Station] joins an [AccessPoint] and connects through it; each connection is a [Tcp]
/// over the air, as slow and as unreliable as its [Reception], and so are questions for names
/// ([Lookup]), datagrams ([Udp]) and those who come to a board ([Listener]). Where connections
/// lead, a [Network] says: a [Lan] of servers in the same world, or the host's own (`net.host`).
///
/// Allowed neighbours: `world`, the JDK.
///
/// The rule that must not break: no clock, no thread, no socket; the world's time and chance decide
/// all. Whoever waits for something is woken by the `Runnable` it gave, and then looks: nothing is
/// told by the call itself.
package io.tidegate.sim.net;
