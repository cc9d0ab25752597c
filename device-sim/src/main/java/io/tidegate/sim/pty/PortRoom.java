package io.tidegate.sim.pty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether so many ports can be there at once: each takes an open file and a pseudo-terminal.
public final class PortRoom {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/pty");

  private PortRoom() {}

  /// Makes room where it may; says which limit is in the way where it may not.
  public static void make(int ports) throws IOException {
    OpenFiles.makeRoom(ports, "ports");
    check(ports, KERNEL);
  }

  /// `kernel` is a folder with the files `max` and `nr`; what is not there limits nothing.
  static void check(int ports, Path kernel) throws IOException {
    Path max = kernel.resolve("max");
    Path nr = kernel.resolve("nr");
    if (!Files.isReadable(max) || !Files.isReadable(nr)) {
      return;
    }
    long most = number(max);
    long used = number(nr);
    if (used + ports > most) {
      throw new IOException(
          "%d ports need as many pseudo-terminals, but there are at most %d, and %d are in use;"
                  .formatted(ports, most, used)
              + " raise it as root: `sysctl kernel.pty.max=%d`".formatted(used + 2L * ports));
    }
  }

  /// In one read: the kernel gives such a file no second one, however little the first one took.
  private static long number(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] digits = new byte[32];
      int length = Math.max(0, in.read(digits));
      return Long.parseLong(new String(digits, 0, length, US_ASCII).strip());
    }
  }

  /// Why the kernel gave no terminal, by the number of its error.
  static String refusal(int errno) {
    return switch (errno) {
      case Posix.ENOSPC ->
          "all pseudo-terminals are in use: kernel.pty.max limits them, and in a container"
              + " kernel.pty.reserve of these stay with the host";
      case Posix.EMFILE -> "this process has as many files open as it may: `ulimit -n`";
      default -> "no pseudo-terminal could be made (error " + errno + ")";
    };
  }
}
