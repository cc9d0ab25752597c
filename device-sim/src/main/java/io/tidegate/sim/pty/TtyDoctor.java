package io.tidegate.sim.pty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/// Why a serial port cannot be opened, in words that say what to do.
final class TtyDoctor {
  private static final Path PROC = Path.of("/proc");
  private static final Path PTYS = Path.of("/dev/pts");
  private static final Path KNOWN = Path.of("/sys/class/tty");
  private static final Path DEVICES = Path.of("/dev");
  private static final String USUAL = "tty{USB,ACM,AMA}*";
  private static final String GATEWAY = "io.tidegate.gateway.";

  private TtyDoctor() {}

  /// What can be known before it is opened.
  static void examine(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException("there is no port " + path + instead());
    }
    if (!isTerminal(path)) {
      throw new IOException(noTerminal(path));
    }
    if (!Files.isReadable(path) || !Files.isWritable(path)) {
      throw new IOException(permission(path));
    }
    String holder = holder(path);
    if (!holder.isEmpty()) {
      throw new IOException(busy(path, holder));
    }
  }

  /// As far as can be seen from outside: opening may already reset a board.
  private static boolean isTerminal(Path path) throws IOException {
    Path real = path.toRealPath();
    return real.startsWith(PTYS)
        || Files.exists(KNOWN.resolve(real.getFileName()))
        || !Files.isDirectory(KNOWN);
  }

  static String noTerminal(Path path) {
    return "%s is no serial port: expected something like /dev/ttyUSB0, got %s"
        .formatted(path, kind(path));
  }

  /// When the kernel does not open it.
  static String refusal(Path path, int error) {
    return switch (error) {
      case Posix.EACCES -> permission(path);
      case Posix.EBUSY -> busy(path, "another program, which keeps others out");
      default -> path + " cannot be opened (error " + error + ")";
    };
  }

  private static String busy(Path path, String holder) {
    return path
        + " is held by "
        + holder
        + ": two that read one port share its bytes; end the other one first"
        + (holder.startsWith("tidegate")
            ? ", or have it let go: `tidegate port release " + path + " --for 10m`"
            : "");
  }

  private static String instead() {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> ports = Files.newDirectoryStream(DEVICES, USUAL)) {
      ports.forEach(port -> found.add(port.toString()));
    } catch (IOException _) {
      return "";
    }
    found.sort(null);
    return found.isEmpty()
        ? "; no USB adapter is plugged in here"
        : "; there are " + String.join(", ", found);
  }

  private static String permission(Path path) {
    String user = System.getProperty("user.name");
    String words = "user %s may not read and write %s".formatted(user, path);
    try {
      PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
      String group = file.group().getName();
      return file.permissions().contains(PosixFilePermission.GROUP_READ)
              && file.permissions().contains(PosixFilePermission.GROUP_WRITE)
          ? words
              + ": join its group with `sudo usermod -aG %s %s` and log in again"
                  .formatted(group, user)
          : words + ", nor may its group " + group;
    } catch (IOException e) {
      return words + ": " + e.getMessage();
    }
  }

  private static String kind(Path path) {
    return Files.isDirectory(path)
        ? "a folder"
        : Files.isRegularFile(path) ? "a file" : "another kind of device";
  }

  /// `minicom (process 1234)`: another process that has it open, as far as we may look; else empty.
  private static String holder(Path path) throws IOException {
    Path real = path.toRealPath();
    String own = Long.toString(ProcessHandle.current().pid());
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (!process.getFileName().toString().equals(own) && holds(process, real)) {
          return program(process) + " (process " + process.getFileName() + ")";
        }
      }
    }
    return "";
  }

  private static boolean holds(Path process, Path real) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).equals(real)) {
          return true;
        }
      }
    } catch (IOException | RuntimeException _) {
      return false; // it has ended, or is none of our business
    }
    return false;
  }

  private static String program(Path process) {
    try {
      String name = Files.readString(process.resolve("comm")).strip();
      String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      return name.equals("java") && line.contains(GATEWAY) ? "tidegate" : name;
    } catch (IOException _) {
      return "another program";
    }
  }
}
