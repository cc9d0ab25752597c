package io.tidegate.gateway.spool;

/// What became of a message that was offered to the spool.
public sealed interface Appended {
  /// It waits under this position. Not durable yet: that is told by [Spool#answered].
  record Taken(long position) implements Appended {}

  /// It was not taken; nothing of it is kept.
  record Refused(Why why) implements Appended {}

  enum Why {
    /// The critical chain is at its bound: it keeps what it has.
    CHAIN_FULL,
    /// The memory bound is reached with messages the disk has not taken yet.
    MEMORY_FULL,
    /// Larger than a quarter of a segment.
    TOO_LARGE
  }
}
