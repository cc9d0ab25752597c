package io.tidegate.gateway.run;

import java.util.ArrayDeque;

/// One port's bytes on their way to the core: at most [#LIMIT_BYTES], in the order they came. Not
/// thread-safe; [LoopInbox] guards it.
final class PortShare {
  static final int LIMIT_BYTES = 64 * 1024;

  final int port;
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int sizeBytes;

  PortShare(int port) {
    this.port = port;
  }

  boolean hasRoom(int lengthBytes) {
    return chunks.isEmpty() || sizeBytes + lengthBytes <= LIMIT_BYTES;
  }

  void add(byte[] chunk) {
    chunks.add(chunk);
    sizeBytes += chunk.length;
  }

  /// The next chunk, or null.
  byte[] poll() {
    byte[] chunk = chunks.poll();
    if (chunk != null) {
      sizeBytes -= chunk.length;
    }
    return chunk;
  }
}
