package io.tidegate.gateway.gpio;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// A device of the kernel that is asked by ioctl, which Java cannot do by itself. The numbers are
/// those of 64-bit Linux on x86 and ARM, where they are the same.
final class DeviceFile implements ChipLines.Device {
  private static final int O_CLOEXEC = 0x80000;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_AT =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;

  private static final MethodHandle OPEN =
      function("open", FunctionDescriptor.of(INT, ADDRESS, INT), 2);
  private static final MethodHandle IOCTL =
      function("ioctl", FunctionDescriptor.of(INT, INT, LONG, ADDRESS), 2);
  private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(INT, INT), 1);

  private final Path path;
  private final int descriptor;

  /// For reading, which is enough to ask.
  DeviceFile(Path path) throws Unreadable {
    this.path = path;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      descriptor = (int) OPEN.invokeExact(state, arena.allocateFrom(path.toString()), O_CLOEXEC);
      if (descriptor < 0) {
        throw fault(path, "open", state.get(INT, ERRNO_AT));
      }
    } catch (Unreadable e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the C library could not be made: " + e, e);
    }
  }

  @Override
  public void ask(long request, byte[] structure) throws Unreadable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment memory = arena.allocate(structure.length, Long.BYTES);
      MemorySegment.copy(structure, 0, memory, ValueLayout.JAVA_BYTE, 0, structure.length);
      if ((int) IOCTL.invokeExact(state, descriptor, request, memory) < 0) {
        throw fault(path, "ioctl", state.get(INT, ERRNO_AT));
      }
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, structure, 0, structure.length);
    } catch (Unreadable e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the C library could not be made: " + e, e);
    }
  }

  @Override
  public void close() {
    try (Arena arena = Arena.ofConfined()) {
      int ignored = (int) CLOSE.invokeExact(arena.allocate(STATE), descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the C library could not be made: " + e, e);
    }
  }

  static Unreadable fault(Path path, String call, int error) {
    return switch (error) {
      case 1, 13 ->
          new Unreadable(
              Fault.Kind.DENIED,
              "you may not open " + path + "; `sudo usermod -aG gpio $USER`, then log in again");
      case 2, 6, 19 -> new Unreadable(Fault.Kind.ABSENT, "not there: " + path);
      case 25 -> new Unreadable(Fault.Kind.FAILED, path + " is no GPIO chip");
      default ->
          new Unreadable(Fault.Kind.FAILED, call + " of " + path + " failed with error " + error);
    };
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor shape, int fixed) {
    Linker.Option errno = Linker.Option.captureCallState("errno");
    MemorySegment at = LINKER.defaultLookup().find(name).orElseThrow();
    return fixed < shape.argumentLayouts().size()
        ? LINKER.downcallHandle(at, shape, errno, Linker.Option.firstVariadicArg(fixed))
        : LINKER.downcallHandle(at, shape, errno);
  }
}
