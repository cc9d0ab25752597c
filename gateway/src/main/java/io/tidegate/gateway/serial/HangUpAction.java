package io.tidegate.gateway.serial;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// What this process does at SIGHUP, kept over the load of jSerialComm's library: that has the
/// process ignore SIGHUP (and SIGIO, SIGCONT, SIGUSR1, SIGUSR2, SIGTTIN, SIGTTOU) from then on, and
/// `tidegate run` would not hear that it is to read its configuration again.
final class HangUpAction {
  /// The same number on all Linux machines.
  private static final int SIGHUP = 1;

  /// More than glibc's `struct sigaction`, which is 152 bytes on 64-bit machines. Nothing in it is
  /// looked at.
  private static final int SIZE_BYTES = 256;

  private static final MethodHandle SIGACTION = sigaction();

  private final MemorySegment action;

  private HangUpAction(MemorySegment action) {
    this.action = action;
  }

  static HangUpAction present() {
    MemorySegment action = Arena.ofAuto().allocate(SIZE_BYTES, Long.BYTES);
    call(MemorySegment.NULL, action);
    return new HangUpAction(action);
  }

  void restore() {
    call(action, MemorySegment.NULL);
  }

  private static void call(MemorySegment wanted, MemorySegment before) {
    try {
      if ((int) SIGACTION.invokeExact(SIGHUP, wanted, before) != 0) {
        throw new IllegalStateException("sigaction refuses SIGHUP");
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("sigaction: " + e, e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle sigaction() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find("sigaction").orElseThrow(),
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
  }
}
