package io.tidegate.sim.sketch.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The C++ compiler of this machine, called as a program.
final class Compiler {
  /// What came of a call: its exit code and all it has said.
  record Said(int code, String words) {
    private static final Pattern MISSING =
        Pattern.compile(
            "(?m)^(.+?):(\\d+):(?:\\d+:)? fatal error: (.+?): No such file or directory$");

    boolean isGood() {
      return code == 0;
    }

    /// The header that it could not find; null when it failed for another reason, or did not.
    Missing missing() {
      Matcher found = MISSING.matcher(words);
      return !isGood() && found.find()
          ? new Missing(found.group(1), Integer.parseInt(found.group(2)), found.group(3))
          : null;
    }
  }

  /// A header that was not found, and where it was asked for.
  record Missing(String file, int line, String header) {}

  /// A sketch that takes longer is none.
  private static final long MOST_MINUTES = 10;

  private final Path program;
  private final String identity;

  private Compiler(Path program, String identity) {
    this.program = program;
    this.identity = identity;
  }

  /// The one named by `CXX`, or `g++`.
  static Compiler find(String wanted, String searched) throws BuildFailed {
    String name = wanted == null || wanted.isBlank() ? "g++" : wanted.strip();
    Compiler found = look(name, searched);
    if (found != null) {
      return found;
    }
    throw new BuildFailed(
        ("there is no C++ compiler "
                + name
                + " here, and a sketch has to be compiled; install one:")
            + " apt install g++ (Debian, Ubuntu, Raspberry Pi OS), dnf install gcc-c++ (Fedora),"
            + " apk add g++ (Alpine)");
  }

  /// The one of this name; null if there is none.
  static Compiler look(String name, String searched) throws BuildFailed {
    Path program = onPath(name, searched);
    try {
      return program == null ? null : new Compiler(program, identity(program));
    } catch (IOException e) {
      throw new BuildFailed(program + ": cannot be read (" + e + ")");
    }
  }

  /// Null if it is not there.
  static Path onPath(String name, String searched) {
    for (String each : (searched == null ? "" : searched).split(File.pathSeparator)) {
      Path program = Path.of(each).resolve(name);
      if (Files.isExecutable(program) && Files.isRegularFile(program)) {
        return program;
      }
    }
    return null;
  }

  /// Another after each update of the compiler.
  String identity() {
    return identity;
  }

  Said run(List<String> arguments, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C"); // its words are read
    Process process = builder.start();
    process.getOutputStream().close();
    Thread watch = Thread.ofVirtual().start(() -> endAfter(process));
    try {
      String words = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Said(process.waitFor(), words);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a sketch was compiled");
    } finally {
      process.destroyForcibly();
      watch.interrupt();
    }
  }

  private static void endAfter(Process process) {
    try {
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      // it has ended by itself
    }
  }

  static String identity(Path program) throws IOException {
    Path real = program.toRealPath();
    return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real).toMillis();
  }
}
