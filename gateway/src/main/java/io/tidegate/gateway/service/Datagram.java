package io.tidegate.gateway.service;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// One datagram to a Unix domain socket, by three calls of the C library. The numbers are those of
/// 64-bit Linux on x86 and ARM, where they are the same.
final class Datagram {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;

  /// Never to wait: a receiver that does not read costs us a message, not our time.
  private static final int MSG_DONTWAIT = 0x40;

  private static final int MSG_NOSIGNAL = 0x4000;

  /// `struct sockaddr_un`: the family, 2 bytes in the machine's order, then the name.
  private static final int NAME_AT = 2;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_AT =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;

  private static final MethodHandle SOCKET =
      function("socket", FunctionDescriptor.of(INT, INT, INT, INT));
  private static final MethodHandle SENDTO =
      function("sendto", FunctionDescriptor.of(LONG, INT, ADDRESS, LONG, INT, ADDRESS, INT));
  private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(INT, INT));

  private Datagram() {}

  /// Sends it, without waiting; gives 0, or the number of the error. `name` is all that follows the
  /// family, with the zero that ends a path or begins an abstract name.
  static int send(byte[] name, byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment address = arena.allocate(NAME_AT + name.length, Short.BYTES);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, NAME_AT, name.length);
      MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      int descriptor = (int) SOCKET.invokeExact(state, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      if (descriptor < 0) {
        return state.get(INT, ERRNO_AT);
      }
      long sent =
          (long)
              SENDTO.invokeExact(
                  state,
                  descriptor,
                  message,
                  (long) bytes.length,
                  MSG_DONTWAIT | MSG_NOSIGNAL,
                  address,
                  NAME_AT + name.length);
      int error = sent < 0 ? state.get(INT, ERRNO_AT) : 0;
      int closed = (int) CLOSE.invokeExact(state, descriptor);
      return error != 0 || closed == 0 ? error : state.get(INT, ERRNO_AT);
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the C library could not be made: " + e, e);
    }
  }

  /// The error in words, for a person.
  static String words(int error) {
    String meaning =
        switch (error) {
          case 1, 13 -> "permission denied";
          case 2 -> "there is no such socket";
          case 11 -> "its queue is full, nobody reads it";
          case 20 -> "a folder on its way is none";
          case 23, 24 -> "too many files are open";
          case 90 -> "the message is too long";
          case 91 -> "it is no datagram socket";
          case 97 -> "this process may not use Unix domain sockets";
          case 111 -> "nobody listens there";
          default -> "";
        };
    return meaning.isEmpty() ? "error " + error : meaning + " (error " + error + ")";
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor shape) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(),
        shape,
        Linker.Option.captureCallState("errno"));
  }
}
