/// The gateway as a step function: `Core.step(nowNanos, Input)`.
///
/// Purpose: owns all state, decides what happens; the outside is reached through narrow ports
/// ([Wires], [Uplink], [Disk], [Journal], [Desk]).
///
/// Allowed neighbours: `device`, `topic`, `spool`, `uplink` below, and `io.tidegate.bridge`.
///
/// The rule that must not break: no thread, clock, randomness, file, socket or logging here. Time
/// comes in with each step, one `RandomGenerator` at construction; the same inputs give the same
/// outputs.
///
/// Words, one per idea, in code, documents, topics and logs:
/// - *board*: a device that measures; its id is the *device* in topics and payloads.
/// - *port*: a place bytes come from; *wire*: what is written to it; *frame*: one line of the link.
/// - *reading*: one set of values measured together; *key*: what tells it from every other reading.
/// - *session*: what a board's numbers belong to; *mark*: how far they have come.
/// - *message*: what goes to the broker; *lane*: messages of one board whose order is kept.
/// - *spool*: where messages wait; *release*: a message needs no place any more.
/// - *commit*: one block of messages written and synced together.
package io.tidegate.gateway.core;
