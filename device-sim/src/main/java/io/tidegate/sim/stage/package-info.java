/// Where scenarios are played for real: boards on ports that any program opens, a network to the
/// broker that can be given faults, the gateway as a process, a subscriber that hears what arrives,
/// a publisher.
///
/// Purpose: [RealStage]. [PortSeat] is a board's place, [ProxyWay] the network, [Child] the
/// gateway's process, [BrokerEar] the subscriber, [BrokerVoice] who publishes.
///
/// Allowed neighbours: `scenario`, `check`, `pty`, `proxy`, `net` and `net.host`, `world`, Paho.
///
/// The rule that must not break: the rack's thread owns the world and the run; everybody else
/// leaves word and is asked there. What is made is taken away again.
package io.tidegate.sim.stage;
