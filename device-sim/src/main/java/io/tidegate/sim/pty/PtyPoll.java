package io.tidegate.sim.pty;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collection;

/// Waits on many ports at once, for bytes or for time. A port that nobody has open would end every
/// wait at once, so it is left out of the wait, which is kept short instead: an open is seen within
/// [#LOOK_MILLIS].
///
/// One thread, the one that made it.
final class PtyPoll implements AutoCloseable {
  static final int LOOK_MILLIS = 5;

  private final Arena arena = Arena.ofConfined();
  private final Posix.Errno errno = new Posix.Errno(arena);
  private MemorySegment entries = MemorySegment.NULL;

  /// Returns when a byte can be read from one of them, when the time is over, or earlier.
  void await(Collection<Pty> ports, int timeoutMillis) {
    long size = (long) ports.size() * Posix.POLLFD_BYTES;
    if (entries.byteSize() < size) {
      entries = arena.allocate(size, 8);
    }
    int count = 0;
    boolean everyoneOpened = true;
    for (Pty port : ports) {
      if (port.isOpened()) {
        long at = (long) count++ * Posix.POLLFD_BYTES;
        entries.set(ValueLayout.JAVA_INT, at, port.descriptor());
        entries.set(ValueLayout.JAVA_SHORT, at + 4, Posix.POLLIN);
        entries.set(ValueLayout.JAVA_SHORT, at + 6, (short) 0);
      } else {
        everyoneOpened = false;
      }
    }
    int limit = everyoneOpened ? timeoutMillis : Math.min(timeoutMillis, LOOK_MILLIS);
    Posix.poll(errno, entries, count, Math.max(0, limit));
  }

  @Override
  public void close() {
    arena.close();
  }
}
