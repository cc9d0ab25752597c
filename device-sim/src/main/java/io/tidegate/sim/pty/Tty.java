package io.tidegate.sim.pty;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// A serial port that we open as any program does: raw, 8 data bits, no parity, one stop bit, no
/// flow control, any speed that its driver can do. Another program cannot open it meanwhile. What
/// it was set to before is set again by [#close].
///
/// One thread at a time.
public final class Tty implements AutoCloseable {
  private static final int BUFFER_BYTES = 4_096;
  private static final Path PTYS = Path.of("/dev/pts");

  /// A speed that differs by more than this part is another one.
  private static final double TOLERANCE = 0.025;

  private final Arena arena = Arena.ofShared();
  private final Posix.Errno errno = new Posix.Errno(arena);
  private final MemorySegment buffer = arena.allocate(BUFFER_BYTES, 8);
  private final MemorySegment polls = arena.allocate(2 * Posix.POLLFD_BYTES, 8);
  private final MemorySegment before = arena.allocate(Termios2.BYTES, 8);
  private final Path path;
  private int descriptor = -1;

  private Tty(Path path) {
    this.path = path;
  }

  /// Says in words for a person why it cannot be.
  public static Tty open(Path path, int baud) throws IOException {
    Tty tty = new Tty(path);
    try {
      tty.open(baud);
      return tty;
    } catch (IOException e) {
      tty.close();
      throw e;
    }
  }

  public Path path() {
    return path;
  }

  /// What has come, without waiting; 0 when nothing has, -1 when the port is gone.
  public int read(byte[] into) {
    long wanted = Math.min(into.length, BUFFER_BYTES);
    if ((look() & Posix.POLLIN) == 0) {
      return gone() ? -1 : 0;
    }
    long count = Posix.read(errno, descriptor, buffer, wanted);
    if (count > 0) {
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, (int) count);
      return (int) count;
    }
    // a port that is there has bytes when the kernel says so
    return count < 0 && passing(errno.value()) ? 0 : -1;
  }

  /// Gives bytes to the port, without waiting; how many it took.
  public int write(byte[] bytes, int from, int length) {
    int chunk = Math.min(length, BUFFER_BYTES);
    MemorySegment.copy(bytes, from, buffer, ValueLayout.JAVA_BYTE, 0, chunk);
    return (int) Math.max(0, Posix.write(errno, descriptor, buffer, chunk));
  }

  /// Waits until there is something to read here or, when it is opened, at that port; or until the
  /// time is over. `other` may be null.
  public void await(int timeoutMillis, Pty other) {
    boolean both = other != null && other.isOpened();
    set(0, descriptor);
    set(1, both ? other.descriptor() : -1);
    Posix.poll(errno, polls, 2, timeoutMillis);
  }

  /// Sets the port as it was and lets it go. HUPCL decides what becomes of DTR, as ever.
  @Override
  public void close() {
    if (descriptor >= 0) {
      Posix.control(errno, descriptor, Termios2.SET, before);
      Posix.claim(errno, descriptor, false);
      Posix.close(errno, descriptor);
      descriptor = -1;
    }
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private void open(int baud) throws IOException {
    TtyDoctor.examine(path);
    int flags = Posix.O_RDWR | Posix.O_NOCTTY | Posix.O_NONBLOCK | Posix.O_CLOEXEC;
    int opened = Posix.open(errno, arena.allocateFrom(path.toString()), flags);
    if (opened < 0) {
      throw new IOException(TtyDoctor.refusal(path, errno.value()));
    }
    if (Posix.control(errno, opened, Termios2.GET, before) != 0) {
      Posix.close(errno, opened);
      throw new IOException(TtyDoctor.noTerminal(path));
    }
    descriptor = opened;
    if (!path.toRealPath().startsWith(PTYS)) {
      Posix.claim(errno, descriptor, true);
    }
    settle(baud);
    Posix.forgetInput(errno, descriptor);
  }

  private void settle(int baud) throws IOException {
    MemorySegment wanted = arena.allocate(Termios2.BYTES, 8).copyFrom(before);
    Termios2.makeRaw(wanted, baud);
    if (Posix.control(errno, descriptor, Termios2.SET, wanted) != 0) {
      throw new IOException(path + " does not take its settings (error " + errno.value() + ")");
    }
    int got = Termios2.speed(errno, descriptor, wanted);
    if (Math.abs(got - baud) > baud * TOLERANCE) {
      throw new IOException(
          "%s cannot do %d baud: its driver took %d instead".formatted(path, baud, got));
    }
  }

  private boolean gone() {
    return (polls.get(ValueLayout.JAVA_SHORT, 6) & (Posix.POLLHUP | Posix.POLLERR | Posix.POLLNVAL))
        != 0;
  }

  private short look() {
    set(0, descriptor);
    Posix.poll(errno, polls, 1, 0);
    return polls.get(ValueLayout.JAVA_SHORT, 6);
  }

  private void set(int place, int fd) {
    long at = (long) place * Posix.POLLFD_BYTES;
    polls.set(ValueLayout.JAVA_INT, at, fd);
    polls.set(ValueLayout.JAVA_SHORT, at + 4, Posix.POLLIN);
    polls.set(ValueLayout.JAVA_SHORT, at + 6, (short) 0);
  }

  private static boolean passing(int error) {
    return error == Posix.EAGAIN || error == Posix.EINTR;
  }
}
