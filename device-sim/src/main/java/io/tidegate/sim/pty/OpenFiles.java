package io.tidegate.sim.pty;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// How many files, ports and sockets this process may have open at once. The Java raises its limit
/// to the hard one when it starts; beyond that only root may go.
public final class OpenFiles {
  /// What a Java opens besides: classes, libraries, logs.
  private static final int SPARE = 32;

  private static final int RLIMIT_NOFILE = 7;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private static final MethodHandle GET =
      Posix.function("getrlimit", Posix.of(INT, INT, ValueLayout.ADDRESS));
  private static final MethodHandle SET =
      Posix.function("setrlimit", Posix.of(INT, INT, ValueLayout.ADDRESS));

  /// `struct rlimit`; no limit is all ones.
  private record Limit(long soft, long hard) {
    boolean allows(long files) {
      return Long.compareUnsigned(files, soft) <= 0;
    }
  }

  private OpenFiles() {}

  /// Raises the limit until so many more can be open; says which limit is in the way when it
  /// cannot. `what`, in the plural, are those that need them: `ports`.
  public static void makeRoom(int more, String what) throws IOException {
    long wanted = openNow() + more + SPARE;
    try (Arena arena = Arena.ofConfined()) {
      Posix.Errno errno = new Posix.Errno(arena);
      MemorySegment limit = arena.allocate(2 * Long.BYTES, Long.BYTES);
      Limit now = read(errno, limit);
      if (now.allows(wanted)) {
        return;
      }
      long hard = Long.compareUnsigned(wanted, now.hard()) <= 0 ? now.hard() : wanted;
      limit.set(LONG, 0, wanted);
      limit.set(LONG, Long.BYTES, hard);
      if (call(SET, errno, limit) != 0) {
        throw new IOException(refusal(more, what, wanted, now.hard()));
      }
    }
  }

  private static String refusal(int more, String what, long wanted, long hard) {
    return "%d %s need %d open files, but this process may have %d and not raise that itself"
            .formatted(more, what, wanted, hard)
        + " (`ulimit -H -n`); raise it as root: `nofile` in /etc/security/limits.conf, or"
        + " LimitNOFILE= of a service";
  }

  private static long openNow() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static Limit read(Posix.Errno errno, MemorySegment limit) throws IOException {
    if (call(GET, errno, limit) != 0) {
      throw new IOException("the limit of open files is unknown (error " + errno.value() + ")");
    }
    return new Limit(limit.get(LONG, 0), limit.get(LONG, Long.BYTES));
  }

  private static int call(MethodHandle function, Posix.Errno errno, MemorySegment limit) {
    try {
      return (int) function.invokeExact(errno.state(), RLIMIT_NOFILE, limit);
    } catch (Throwable e) {
      throw Posix.broken(e);
    }
  }
}
