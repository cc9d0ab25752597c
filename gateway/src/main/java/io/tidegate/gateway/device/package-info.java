/// Boards and what they say: decoders, sessions, marks, commands on their way to a board.
///
/// Purpose: turns bytes of a port into readings that are known to be new and in order, and answers
/// the board.
///
/// Allowed neighbours: `io.tidegate.bridge`, `stream`, `spool`'s [io.tidegate.gateway.spool.Key].
///
/// The rule that must not break: a board is told "safe" only through [Boards#safe], which the core
/// calls for keys that are synced on disk, acknowledged by the broker, or held back by a rule. What
/// a rule holds back is never called lost: it has a number, and the next message counts it.
package io.tidegate.gateway.device;
