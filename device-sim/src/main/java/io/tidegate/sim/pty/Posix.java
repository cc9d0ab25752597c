package io.tidegate.sim.pty;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The few calls of the C library that a pseudo-terminal takes. The numbers are those of 64-bit
/// Linux on x86 and ARM, where they are the same.
///
/// Each thread that calls brings its own [Errno]: what the C library says of a failure belongs to
/// the thread.
final class Posix {
  static final int O_RDWR = 0x2;
  static final int O_NOCTTY = 0x100;
  static final int O_NONBLOCK = 0x800;

  /// Programs that we start must not keep a board plugged in.
  static final int O_CLOEXEC = 0x80000;

  static final int EINTR = 4;
  static final int EIO = 5;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EBUSY = 16;
  static final int EMFILE = 24;
  static final int ENOSPC = 28;

  static final short POLLIN = 0x1;
  static final short POLLERR = 0x8;
  static final short POLLHUP = 0x10;
  static final short POLLNVAL = 0x20;

  /// `struct pollfd`: descriptor at 0, wanted events at 4, seen events at 6.
  static final int POLLFD_BYTES = 8;

  static final int TERMIOS_BYTES = 60;

  private static final int TCSANOW = 0;
  private static final long TIOCEXCL = 0x540CL;
  private static final long TIOCNXCL = 0x540DL;
  private static final long TCFLSH = 0x540BL;
  private static final long TCIFLUSH = 0;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_AT =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;

  private static final MethodHandle OPENPT = function("posix_openpt", of(INT, INT));
  private static final MethodHandle GRANTPT = function("grantpt", of(INT, INT));
  private static final MethodHandle UNLOCKPT = function("unlockpt", of(INT, INT));
  private static final MethodHandle PTSNAME = function("ptsname_r", of(INT, INT, ADDRESS, LONG));
  private static final MethodHandle OPEN =
      function("open", of(INT, ADDRESS, INT), Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE = function("close", of(INT, INT));
  private static final MethodHandle READ = function("read", of(LONG, INT, ADDRESS, LONG));
  private static final MethodHandle WRITE = function("write", of(LONG, INT, ADDRESS, LONG));
  private static final MethodHandle POLL = function("poll", of(INT, ADDRESS, LONG, INT));
  private static final MethodHandle TCGETATTR = function("tcgetattr", of(INT, INT, ADDRESS));
  private static final MethodHandle TCSETATTR = function("tcsetattr", of(INT, INT, INT, ADDRESS));
  private static final MethodHandle IOCTL =
      function("ioctl", of(INT, INT, LONG, ADDRESS), Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CFMAKERAW =
      function("cfmakeraw", FunctionDescriptor.ofVoid(ADDRESS));

  private Posix() {}

  /// Why the last call of this thread failed.
  static final class Errno {
    private final MemorySegment state;

    Errno(Arena arena) {
      state = arena.allocate(STATE);
    }

    int value() {
      return state.get(INT, ERRNO_AT);
    }

    MemorySegment state() {
      return state;
    }
  }

  static int openMaster(Errno errno, int flags) {
    try {
      return (int) OPENPT.invokeExact(errno.state, flags);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /// Makes the other side usable; 0 when that worked.
  static int unlock(Errno errno, int descriptor) {
    try {
      int granted = (int) GRANTPT.invokeExact(errno.state, descriptor);
      return granted != 0 ? granted : (int) UNLOCKPT.invokeExact(errno.state, descriptor);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /// The other side's path; empty when it has none.
  static String otherSide(Errno errno, int descriptor, MemorySegment buffer) {
    try {
      int result = (int) PTSNAME.invokeExact(errno.state, descriptor, buffer, buffer.byteSize());
      return result == 0 ? buffer.getString(0) : "";
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int open(Errno errno, MemorySegment path, int flags) {
    try {
      return (int) OPEN.invokeExact(errno.state, path, flags);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int close(Errno errno, int descriptor) {
    try {
      return (int) CLOSE.invokeExact(errno.state, descriptor);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static long read(Errno errno, int descriptor, MemorySegment into, long length) {
    try {
      return (long) READ.invokeExact(errno.state, descriptor, into, length);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static long write(Errno errno, int descriptor, MemorySegment from, long length) {
    try {
      return (long) WRITE.invokeExact(errno.state, descriptor, from, length);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int poll(Errno errno, MemorySegment entries, long count, int timeoutMillis) {
    try {
      return (int) POLL.invokeExact(errno.state, entries, count, timeoutMillis);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /// No echo, no translation, no line editing; 0 when that worked.
  static int makeRaw(Errno errno, int descriptor, MemorySegment termios) {
    try {
      int got = (int) TCGETATTR.invokeExact(errno.state, descriptor, termios);
      if (got != 0) {
        return got;
      }
      CFMAKERAW.invokeExact(errno.state, termios);
      return (int) TCSETATTR.invokeExact(errno.state, descriptor, TCSANOW, termios);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /// Lets only this process, or everybody, open it from now on; 0 when that worked.
  static int claim(Errno errno, int descriptor, boolean exclusive) {
    return command(errno, descriptor, exclusive ? TIOCEXCL : TIOCNXCL, 0);
  }

  /// Forgets what has arrived and was not read; 0 when that worked.
  static int forgetInput(Errno errno, int descriptor) {
    return command(errno, descriptor, TCFLSH, TCIFLUSH);
  }

  private static int command(Errno errno, int descriptor, long command, long value) {
    return control(errno, descriptor, command, MemorySegment.ofAddress(value));
  }

  static int control(Errno errno, int descriptor, long command, MemorySegment argument) {
    try {
      return (int) IOCTL.invokeExact(errno.state, descriptor, command, argument);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static FunctionDescriptor of(MemoryLayout result, MemoryLayout... arguments) {
    return FunctionDescriptor.of(result, arguments);
  }

  @SuppressWarnings("restricted")
  static MethodHandle function(String name, FunctionDescriptor shape, Linker.Option... further) {
    Linker.Option[] options = new Linker.Option[further.length + 1];
    options[0] = Linker.Option.captureCallState("errno");
    System.arraycopy(further, 0, options, 1, further.length);
    return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), shape, options);
  }

  static IllegalStateException broken(Throwable e) {
    return new IllegalStateException("a call of the C library could not be made: " + e, e);
  }
}
