package io.tidegate.sim.pty;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The kernel's list of descriptors that it watches for us, and a counter that wakes who waits.
///
/// `struct epoll_event` is a word of events and a long of our own; x86 packs the two.
final class Epoll {
  static final int IN = 0x1;
  static final int HANG_UP = 0x10;

  private static final long DATA_AT =
      System.getProperty("os.arch").equals("amd64") ? Integer.BYTES : Long.BYTES;

  static final long EVENT_BYTES = DATA_AT + Long.BYTES;

  private static final int CLOEXEC = 0x80000;
  private static final int NONBLOCK = 0x800;
  private static final int ADD = 1;
  private static final int REMOVE = 2;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;

  private static final MethodHandle CREATE = Posix.function("epoll_create1", Posix.of(INT, INT));
  private static final MethodHandle CONTROL =
      Posix.function("epoll_ctl", Posix.of(INT, INT, INT, INT, ADDRESS));
  private static final MethodHandle WAIT =
      Posix.function("epoll_wait", Posix.of(INT, INT, ADDRESS, INT, INT));
  private static final MethodHandle EVENTFD = Posix.function("eventfd", Posix.of(INT, INT, INT));

  private Epoll() {}

  /// A new list's descriptor; negative when there is none.
  static int create(Posix.Errno errno) {
    try {
      return (int) CREATE.invokeExact(errno.state(), CLOEXEC);
    } catch (Throwable e) {
      throw Posix.broken(e);
    }
  }

  /// A new counter's descriptor; negative when there is none. Written to, it can be read.
  static int counter(Posix.Errno errno) {
    try {
      return (int) EVENTFD.invokeExact(errno.state(), 0, CLOEXEC | NONBLOCK);
    } catch (Throwable e) {
      throw Posix.broken(e);
    }
  }

  /// Watches for bytes and for the other side's end; `scratch` holds an event. 0 when that worked.
  static int add(Posix.Errno errno, int epoll, int descriptor, long data, MemorySegment scratch) {
    scratch.set(INT, 0, IN);
    scratch.set(LONG, DATA_AT, data);
    return control(errno, epoll, ADD, descriptor, scratch);
  }

  static int remove(Posix.Errno errno, int epoll, int descriptor, MemorySegment scratch) {
    return control(errno, epoll, REMOVE, descriptor, scratch);
  }

  /// Waits; gives how many events there are, 0 when the time is over, negative when interrupted.
  static int await(Posix.Errno errno, int epoll, MemorySegment events, int timeoutMillis) {
    int most = (int) (events.byteSize() / EVENT_BYTES);
    try {
      return (int) WAIT.invokeExact(errno.state(), epoll, events, most, timeoutMillis);
    } catch (Throwable e) {
      throw Posix.broken(e);
    }
  }

  /// What happened, in the bits above.
  static int what(MemorySegment events, int place) {
    return events.get(INT, place * EVENT_BYTES);
  }

  /// Whom it happened to, as told to [#add].
  static long data(MemorySegment events, int place) {
    return events.get(LONG, place * EVENT_BYTES + DATA_AT);
  }

  private static int control(
      Posix.Errno errno, int epoll, int operation, int descriptor, MemorySegment event) {
    try {
      return (int) CONTROL.invokeExact(errno.state(), epoll, operation, descriptor, event);
    } catch (Throwable e) {
      throw Posix.broken(e);
    }
  }
}
