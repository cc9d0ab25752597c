package io.tidegate.sim.pty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Watches many ports and waits for bytes or for time. A turn costs what has happened in it, not
/// how many ports there are.
///
/// The kernel tells of bytes and of a close, but not of an open: a port that nobody has open is
/// looked at every [#LOOK_MILLIS] until somebody has.
///
/// One thread at a time; only [#wake] may be called by others.
final class PtyPoll implements AutoCloseable {
  static final int LOOK_MILLIS = 5;

  /// Is told what was seen of a port.
  interface Witness {
    void seen(boolean opened, boolean readable) throws IOException;
  }

  private static final int MOST_AT_ONCE = 128;
  private static final long MILLI_NANOS = 1_000_000;
  private static final long BELL = -1;
  private static final int WANTED = 4;
  private static final int SEEN = 6;

  /// One port under watch. Its mark goes with its events: what is told of a terminal that was there
  /// before the plug was pulled is not believed.
  final class Watch {
    private final int number = watches.size();
    private final Pty port;
    private final Witness witness;
    private int plugs;
    private boolean waiting;

    private Watch(Pty port, Witness witness) {
      this.port = port;
      this.witness = witness;
    }

    /// The port has just been plugged in.
    void plugged() {
      plugs++;
      await();
    }

    /// Nobody has it open.
    private void await() {
      if (!waiting) {
        waiting = true;
        unopened.add(this);
        lookNanos = System.nanoTime();
      }
    }

    private long mark() {
      return (long) plugs << 32 | number;
    }
  }

  private final Arena arena = Arena.ofShared();
  private final Posix.Errno errno = new Posix.Errno(arena);
  private final MemorySegment scratch = arena.allocate(Epoll.EVENT_BYTES, Long.BYTES);
  private final Bell bell;
  private final int epoll;
  private final List<Watch> watches = new ArrayList<>();

  // what somebody has open: the kernel watches it
  private final MemorySegment events = arena.allocate(MOST_AT_ONCE * Epoll.EVENT_BYTES, Long.BYTES);
  private int eventCount;

  // what nobody has open
  private List<Watch> unopened = new ArrayList<>();
  private MemorySegment looks = MemorySegment.NULL;
  private long lookNanos;

  PtyPoll() {
    epoll = Epoll.create(errno);
    if (epoll < 0) {
      IOException why = new IOException("no ports can be watched (error " + errno.value() + ")");
      arena.close();
      throw new UncheckedIOException(why);
    }
    bell = new Bell();
    Epoll.add(errno, epoll, bell.descriptor(), BELL, scratch);
  }

  /// To be told when the port is plugged in, each time.
  Watch add(Pty port, Witness witness) {
    Watch watch = new Watch(port, witness);
    watches.add(watch);
    return watch;
  }

  /// Ends a wait, from any thread; one that is yet to come too.
  void wake() {
    bell.ring();
  }

  /// Waits until a port that somebody has open can be read or is closed, or until the time is over,
  /// or less long.
  void await(long timeoutNanos) {
    long limitNanos = timeoutNanos;
    if (!unopened.isEmpty()) {
      limitNanos = Math.min(limitNanos, lookNanos - System.nanoTime());
    }
    long millis = (Math.max(0, limitNanos) + MILLI_NANOS - 1) / MILLI_NANOS;
    eventCount = Epoll.await(errno, epoll, events, (int) Math.min(millis, Integer.MAX_VALUE));
  }

  /// Tells the witnesses what has been seen.
  void tell() throws IOException {
    for (int i = 0; i < eventCount; i++) {
      long mark = Epoll.data(events, i);
      if (mark == BELL) {
        bell.hush();
      } else {
        tell(watches.get((int) mark), mark, Epoll.what(events, i));
      }
    }
    eventCount = 0;
    if (!unopened.isEmpty() && System.nanoTime() - lookNanos >= 0) {
      look();
      lookNanos = System.nanoTime() + LOOK_MILLIS * MILLI_NANOS;
    }
  }

  @Override
  public void close() {
    bell.close();
    Posix.close(errno, epoll);
    arena.close();
  }

  private void tell(Watch watch, long mark, int what) throws IOException {
    if (mark != watch.mark() || !watch.port.isPlugged()) {
      return;
    }
    boolean opened = (what & Epoll.HANG_UP) == 0;
    if (!opened) {
      Epoll.remove(errno, epoll, watch.port.descriptor(), scratch);
      watch.await();
    }
    watch.witness.seen(opened, (what & Epoll.IN) != 0);
  }

  /// Looks at what nobody had open; who is told may pull plugs.
  private void look() throws IOException {
    List<Watch> looked = unopened;
    unopened = new ArrayList<>(looked.size());
    poll(looked);
    looked.forEach(each -> each.waiting = false);
    for (int i = 0; i < looked.size(); i++) {
      Watch watch = looked.get(i);
      if (!watch.waiting && watch.port.isPlugged()) {
        tell(watch, seen(i));
      }
    }
  }

  private void tell(Watch watch, short what) throws IOException {
    boolean opened = (what & Posix.POLLHUP) == 0;
    boolean readable = (what & Posix.POLLIN) != 0;
    if (!opened) {
      watch.waiting = true;
      unopened.add(watch);
    } else if (Epoll.add(errno, epoll, watch.port.descriptor(), watch.mark(), scratch) != 0) {
      throw new IOException(watch.port.path() + " cannot be watched (error " + errno.value() + ")");
    }
    if (opened || readable) {
      watch.witness.seen(opened, readable);
    }
  }

  private void poll(List<Watch> looked) {
    long bytes = (long) looked.size() * Posix.POLLFD_BYTES;
    if (looks.byteSize() < bytes) {
      looks = arena.allocate(2 * bytes, Long.BYTES);
    }
    for (int i = 0; i < looked.size(); i++) {
      long at = (long) i * Posix.POLLFD_BYTES;
      looks.set(ValueLayout.JAVA_INT, at, looked.get(i).port.descriptor());
      looks.set(ValueLayout.JAVA_SHORT, at + WANTED, Posix.POLLIN);
      looks.set(ValueLayout.JAVA_SHORT, at + SEEN, (short) 0);
    }
    Posix.poll(errno, looks, looked.size(), 0);
  }

  private short seen(int place) {
    return looks.get(ValueLayout.JAVA_SHORT, (long) place * Posix.POLLFD_BYTES + SEEN);
  }
}
