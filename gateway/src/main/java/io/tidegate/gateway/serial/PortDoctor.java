package io.tidegate.gateway.serial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/// Why a port cannot be opened, in words that say what to do. jSerialComm's error codes do not tell
/// (a pseudo-terminal that is open and well reports 25).
public final class PortDoctor {
  private static final Path PROC = Path.of("/proc");

  /// Every program of ours is a Java to the kernel; its command line names the class.
  private static final String OUR_PACKAGE = "io.tidegate.gateway.";

  private PortDoctor() {}

  /// Empty when nothing speaks against opening it.
  public static String complaint(Path path) {
    if (!Files.exists(path)) {
      return path + " is not there";
    }
    if (!Files.isReadable(path) || !Files.isWritable(path)) {
      return permission(path);
    }
    String holder = holder(path);
    return holder.isEmpty() ? "" : path + " is held by " + holder;
  }

  /// A process that has a port open.
  public record Holder(String program, long process) {
    /// `minicom (process 1234)`.
    public String shown() {
      return program + " (process " + process + ")";
    }
  }

  /// `minicom (process 1234)`: another process that has it open, as far as we may look; else empty.
  public static String holder(Path path) {
    Holder holder = holder(PROC, path);
    return holder == null ? "" : holder.shown();
  }

  /// The same as a value, from this `/proc`; null when there is none.
  public static Holder holder(Path proc, Path path) {
    Path real = real(path);
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        String number = process.getFileName().toString();
        if (!number.equals(own()) && holds(process, real)) {
          return new Holder(program(process), Long.parseLong(number));
        }
      }
    } catch (IOException _) {
      return null;
    }
    return null;
  }

  private static boolean holds(Path process, Path real) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).equals(real)) {
          return true;
        }
      }
    } catch (IOException | RuntimeException _) {
      return false;
    }
    return false;
  }

  private static String permission(Path path) {
    String user = System.getProperty("user.name");
    try {
      PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
      String group = file.group().getName();
      if (file.permissions().contains(PosixFilePermission.GROUP_READ)) {
        return "user "
            + user
            + " may not read and write "
            + path
            + ": join its group with `sudo usermod -aG "
            + group
            + " "
            + user
            + "` and log in again";
      }
      return "user " + user + " may not read and write " + path + ", nor may its group " + group;
    } catch (IOException e) {
      return "user " + user + " may not read and write " + path + ": " + e.getMessage();
    }
  }

  private static String program(Path process) {
    try {
      String name = Files.readString(process.resolve("comm")).strip();
      boolean gateway = name.equals("java") && commandLine(process).contains(OUR_PACKAGE);
      return gateway ? "tidegate" : name;
    } catch (IOException _) {
      return "another program";
    }
  }

  private static String commandLine(Path process) throws IOException {
    return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
  }

  private static String own() {
    return Long.toString(ProcessHandle.current().pid());
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException _) {
      return path;
    }
  }
}
