package io.tidegate.gateway.spool;

/// A message in memory and where it stands.
final class Entry {
  /// What a message costs in memory beside its bytes: objects, headers, places in queues.
  private static final int OVERHEAD_BYTES = 200;

  final long position;
  final Message message;
  final int sizeBytes;
  final long sinceNanos;

  /// Where it waits; null for what is never handed out.
  Lane lane;

  /// The segment that holds it, null until the sync that covers it was answered.
  Segment segment;

  /// Its place among the segment's records.
  int ordinal;

  boolean released;

  /// Gone from the spool by a bound while the broker may still take it.
  boolean evicted;

  /// Asked to be written (again) with the next commit.
  boolean pending;

  Entry(long position, Message message, long sinceNanos) {
    this.position = position;
    this.message = message;
    this.sizeBytes = sizeBytes(message);
    this.sinceNanos = sinceNanos;
  }

  static int sizeBytes(Message message) {
    return OVERHEAD_BYTES + message.payload().length + 2 * message.topic().length();
  }

  boolean durable() {
    return segment != null;
  }

  /// Stays in memory until released: commands are looked up, and there is one message per topic.
  boolean resident() {
    return message.chain() == Message.Chain.LATEST || message.kind() != Message.Kind.PUBLISH;
  }
}
