package io.tidegate.sim.pty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Wakes a thread that waits for descriptors, from any other thread.
final class Bell implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final Posix.Errno errno = new Posix.Errno(arena);
  private final MemorySegment count = arena.allocate(Long.BYTES, Long.BYTES);
  private final int descriptor = Epoll.counter(errno);
  private boolean closed;

  Bell() {
    if (descriptor < 0) {
      IOException why = new IOException("no event counter (error " + errno.value() + ")");
      arena.close();
      throw new UncheckedIOException(why);
    }
  }

  /// To be watched for bytes.
  int descriptor() {
    return descriptor;
  }

  synchronized void ring() {
    if (!closed) {
      count.set(ValueLayout.JAVA_LONG, 0, 1);
      Posix.write(errno, descriptor, count, Long.BYTES);
    }
  }

  /// It has been heard.
  synchronized void hush() {
    if (!closed) {
      Posix.read(errno, descriptor, count, Long.BYTES);
    }
  }

  /// Ringing does nothing from now on: the descriptor may be another file's by then.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Posix.close(errno, descriptor);
      arena.close();
    }
  }
}
