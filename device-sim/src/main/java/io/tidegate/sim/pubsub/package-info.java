/// Boards that talk to a broker themselves: the library PubSubClient as it behaves, and sketches
/// that use it.
///
/// Purpose: [PubSubClient] writes the bytes of the real library, waits where it waits and overlooks
/// what it overlooks. [TaughtSketch] is the getting-started sketch as it is taught everywhere;
/// [RightSketch] does the same without its mistakes; [SketchKind] makes either from settings.
///
/// Allowed neighbours: `board` for what runs a sketch, `model`, `net`, `mqtt`, `setting`, the JDK.
///
/// The rule that must not break: a call that blocks on the board takes time here, and while it
/// lasts the sketch does nothing else. What is claimed of the library has its source in FACTS.md.
package io.tidegate.sim.pubsub;
