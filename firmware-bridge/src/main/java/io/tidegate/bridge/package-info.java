/// The Tidegate link: bytes of a serial line to frames and back. PROTOCOL.md is the specification.
///
/// [LineDecoder] reads, [FrameEncoder] writes, [FrameRules] knows the limits of every field, for
/// both. [FlatJson] reads what boards measured, [JsonWriter] adds to it.
///
/// Allowed neighbours: the JDK, and of it neither threads nor clocks nor files.
///
/// The rule that must not break: bytes from outside never throw and never grow memory; they become
/// frames, text or counted faults.
package io.tidegate.bridge;
