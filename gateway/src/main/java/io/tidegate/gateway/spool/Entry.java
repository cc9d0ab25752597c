package io.tidegate.gateway.spool;

/// A message in memory and where it stands.
final class Entry {
  /// What a message costs in memory beside its bytes: objects, headers, places in queues.
  private static final int OVERHEAD_BYTES = 200;

  /// Positions count within a chain; outside they carry their chain in the lowest bits.
  private static final int CHAIN_BITS = 2;

  /// The position as the outside knows it: the first one, whatever becomes of it on disk.
  final long token;

  final Message message;
  final int sizeBytes;
  long sinceNanos;

  /// Its number within the chain.
  long position;

  /// Where it waits; null for what is never handed out.
  Lane lane;

  /// The segment that holds it, null until the sync that covers it was answered.
  Segment segment;

  /// The position it gets with the next commit, when it is written again elsewhere; else -1.
  long movingTo = -1;

  boolean released;

  /// Out of its lane, on its way to the quarantine.
  boolean aside;

  /// Waits for the next commit.
  boolean pending;

  Entry(long position, Message message, long sinceNanos) {
    this.token = token(message.chain(), position);
    this.position = position;
    this.message = message;
    this.sizeBytes = sizeBytes(message);
    this.sinceNanos = sinceNanos;
  }

  static int sizeBytes(Message message) {
    return OVERHEAD_BYTES + message.payload().length + 2 * message.topic().length();
  }

  static long token(Message.Chain chain, long position) {
    return position << CHAIN_BITS | chain.ordinal();
  }

  boolean durable() {
    return segment != null;
  }

  /// Where it will stand on disk after the next commit.
  long writtenPosition() {
    return movingTo >= 0 ? movingTo : position;
  }

  /// Its number when it was taken, wherever it stands now.
  long firstPosition() {
    return token >> CHAIN_BITS;
  }

  /// Stays in memory until released: commands are looked up, and there is one message per topic.
  boolean resident() {
    return message.chain() == Message.Chain.LATEST || message.kind() != Message.Kind.PUBLISH;
  }
}
