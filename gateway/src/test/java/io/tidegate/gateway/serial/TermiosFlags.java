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

/// The settings of a terminal this process has open, read by a call of its own.
record TermiosFlags(int input, int output, int control, int local) {
  static final int HUPCL = 0x400;

  boolean hangsUp() {
    return (control & HUPCL) != 0;
  }

  /// None of: echo, lines, signals; CR and NL translated, XON/XOFF, stripped bits; output
  /// processed.
  boolean isRaw() {
    int echoLinesSignals = 0x8 | 0x2 | 0x1;
    int translations = 0x100 | 0x40 | 0x80 | 0x400 | 0x20;
    return (local & echoLinesSignals) == 0 && (input & translations) == 0 && (output & 1) == 0;
  }

  @SuppressWarnings("restricted")
  static TermiosFlags of(Path device) throws Throwable {
    MethodHandle tcgetattr =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().find("tcgetattr").orElseThrow(),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(64, 8);
      if ((int) tcgetattr.invokeExact(descriptor(device), termios) != 0) {
        throw new IOException("no settings of " + device);
      }
      return new TermiosFlags(
          termios.get(ValueLayout.JAVA_INT, 0),
          termios.get(ValueLayout.JAVA_INT, 4),
          termios.get(ValueLayout.JAVA_INT, 8),
          termios.get(ValueLayout.JAVA_INT, 12));
    }
  }

  private static int descriptor(Path device) throws IOException {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path each : open) {
        if (Files.isSymbolicLink(each) && Files.readSymbolicLink(each).equals(device)) {
          return Integer.parseInt(each.getFileName().toString());
        }
      }
    }
    throw new IOException(device + " is not open");
  }
}
