package io.tidegate.sim.pty;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// Looks at many ports at once and waits for bytes or for time. A port that nobody has open would
/// end every wait at once, so it is left out of the wait, which is kept short instead: an open is
/// seen within [#LOOK_MILLIS].
///
/// One thread, the one that made it.
final class PtyPoll implements AutoCloseable {
  static final int LOOK_MILLIS = 5;

  private static final int WANTED = 4;
  private static final int SEEN = 6;

  private final Arena arena = Arena.ofConfined();
  private final Posix.Errno errno = new Posix.Errno(arena);
  private MemorySegment entries = MemorySegment.NULL;

  /// Looks without waiting; what was seen is told by [#isOpened] and [#isReadable], by place in
  /// the list.
  void look(List<Pty> ports) {
    long bytes = (long) ports.size() * Posix.POLLFD_BYTES;
    if (entries.byteSize() < bytes) {
      entries = arena.allocate(bytes, 8);
    }
    for (int i = 0; i < ports.size(); i++) {
      set(i, ports.get(i).descriptor());
    }
    Posix.poll(errno, entries, ports.size(), 0);
  }

  boolean isOpened(int place) {
    return descriptor(place) >= 0 && (seen(place) & Posix.POLLHUP) == 0;
  }

  boolean isReadable(int place) {
    return (seen(place) & Posix.POLLIN) != 0;
  }

  /// Waits, after [#look] at the same ports, until one of those opened can be read, or the time is
  /// over, or earlier.
  void await(int count, int timeoutMillis) {
    boolean everyoneOpened = true;
    for (int i = 0; i < count; i++) {
      everyoneOpened &= isOpened(i);
      set(i, isOpened(i) ? descriptor(i) : -1);
    }
    int limit = everyoneOpened ? timeoutMillis : Math.min(timeoutMillis, LOOK_MILLIS);
    Posix.poll(errno, entries, count, Math.max(0, limit));
  }

  @Override
  public void close() {
    arena.close();
  }

  private void set(int place, int descriptor) {
    long at = (long) place * Posix.POLLFD_BYTES;
    entries.set(ValueLayout.JAVA_INT, at, descriptor);
    entries.set(ValueLayout.JAVA_SHORT, at + WANTED, Posix.POLLIN);
    entries.set(ValueLayout.JAVA_SHORT, at + SEEN, (short) 0);
  }

  private int descriptor(int place) {
    return entries.get(ValueLayout.JAVA_INT, (long) place * Posix.POLLFD_BYTES);
  }

  private short seen(int place) {
    return entries.get(ValueLayout.JAVA_SHORT, (long) place * Posix.POLLFD_BYTES + SEEN);
  }
}
