package io.tidegate.gateway.serial;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What jSerialComm does not do to an open port: clear HUPCL, so that neither our exit nor a
/// SIGKILL drops DTR and resets the board; claim the port for us (TIOCEXCL); and look whether it is
/// raw.
///
/// A pseudo-terminal is not claimed: it keeps the claim after the close, where a real port forgets
/// it, and then shuts out everybody but root, ourselves too.
///
/// The structure is glibc's `struct termios` on 64-bit Linux: c_iflag at 0, c_oflag at 4, c_cflag
/// at 8, c_lflag at 12, 60 bytes in all.
final class Termios {
  private static final int SIZE_BYTES = 60;
  private static final int CFLAG = 8;
  private static final int LFLAG = 12;
  private static final int IFLAG = 0;
  private static final int HUPCL = 0x400;
  private static final int ICANON = 0x2;
  private static final int ECHO = 0x8;
  private static final int ICRNL = 0x100;
  private static final int IXON = 0x400;
  private static final int TCSANOW = 0;
  private static final long TIOCEXCL = 0x540C;

  private static final Path PTYS = Path.of("/dev/pts");

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle TCGETATTR =
      function(
          "tcgetattr",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  private static final MethodHandle TCSETATTR =
      function(
          "tcsetattr",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS));
  private static final MethodHandle IOCTL =
      function(
          "ioctl",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG),
          Linker.Option.firstVariadicArg(2));

  private Termios() {}

  /// Does it for the port that this process has open under `path`. Gives what is not as it should
  /// be; empty when all is well.
  static String settle(Path path) {
    int descriptor = descriptor(path);
    if (descriptor < 0) {
      return "its settings could not be checked";
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(SIZE_BYTES, 4);
      if ((int) TCGETATTR.invokeExact(descriptor, termios) != 0) {
        return "its settings could not be read";
      }
      int control = termios.get(ValueLayout.JAVA_INT, CFLAG);
      termios.set(ValueLayout.JAVA_INT, CFLAG, control & ~HUPCL);
      boolean set = (int) TCSETATTR.invokeExact(descriptor, TCSANOW, termios) == 0;
      int claimed = path.startsWith(PTYS) ? 0 : (int) IOCTL.invokeExact(descriptor, TIOCEXCL, 0L);
      int local = termios.get(ValueLayout.JAVA_INT, LFLAG);
      int input = termios.get(ValueLayout.JAVA_INT, IFLAG);
      if ((local & (ICANON | ECHO)) != 0 || (input & (ICRNL | IXON)) != 0) {
        return "it is not raw: another program changed its settings";
      }
      return set && claimed <= 0 ? "" : "its settings could not be changed";
    } catch (Throwable e) {
      throw new IllegalStateException("termios: " + e, e);
    }
  }

  private static int descriptor(Path path) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path each : open) {
        if (Files.isSymbolicLink(each) && Files.readSymbolicLink(each).equals(path)) {
          return Integer.parseInt(each.getFileName().toString());
        }
      }
    } catch (IOException | RuntimeException _) {
      return -1;
    }
    return -1;
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String name, FunctionDescriptor shape, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), shape, options);
  }
}
