package io.tidegate.gateway.run;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;

/// One port's bytes on their way to the core: at most [#LIMIT_BYTES], in the order they came. Not
/// thread-safe; [LoopInbox] guards it.
final class PortShare {
  static final int LIMIT_BYTES = 64 * 1024;

  final int port;

  /// The port's reader waits here while its share is full.
  final Condition room;

  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int sizeBytes;
  private boolean endsLine;

  PortShare(int port, Condition room) {
    this.port = port;
    this.room = room;
  }

  boolean hasRoom(int lengthBytes) {
    return chunks.isEmpty() || sizeBytes + lengthBytes <= LIMIT_BYTES;
  }

  void add(byte[] chunk) {
    chunks.add(chunk);
    sizeBytes += chunk.length;
    endsLine = endsLine || hasLineEnd(chunk);
  }

  /// The core can do something with what is here; a reader must not wait for it to wake by itself.
  boolean isWorthWaking() {
    return endsLine || !isHalfEmpty();
  }

  /// A reader that had to wait goes on then, not after each chunk.
  boolean isHalfEmpty() {
    return sizeBytes <= LIMIT_BYTES / 2;
  }

  /// The next chunk, or null.
  byte[] poll() {
    byte[] chunk = chunks.poll();
    if (chunk != null) {
      sizeBytes -= chunk.length;
      endsLine = endsLine && !chunks.isEmpty();
    }
    return chunk;
  }

  private static boolean hasLineEnd(byte[] chunk) {
    for (byte each : chunk) {
      if (each == '\n') {
        return true;
      }
    }
    return false;
  }
}
