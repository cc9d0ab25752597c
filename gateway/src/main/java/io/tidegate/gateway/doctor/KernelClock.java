package io.tidegate.gateway.doctor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Whether the kernel's clock is synchronised, whoever does it: what `adjtimex` answers when it is
/// asked to change nothing.
public enum KernelClock {
  SYNCHRONISED,
  FREE,
  UNKNOWN;

  /// `struct timex` has 208 bytes on 64-bit Linux; all zero: only look.
  private static final int SIZE_BYTES = 208;

  /// TIME_ERROR: not synchronised.
  private static final int NOT_SYNCHRONISED = 5;

  // the launcher allows it: --enable-native-access
  @SuppressWarnings("restricted")
  public static KernelClock ofSystem() {
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      MethodHandle adjtimex =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("adjtimex"),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      MemorySegment timex = arena.allocate(SIZE_BYTES, Long.BYTES);
      return of((int) adjtimex.invokeExact(timex));
    } catch (Throwable _) {
      // another system, or one that does not let us ask
      return UNKNOWN;
    }
  }

  static KernelClock of(int answer) {
    return answer < 0 ? UNKNOWN : answer == NOT_SYNCHRONISED ? FREE : SYNCHRONISED;
  }
}
