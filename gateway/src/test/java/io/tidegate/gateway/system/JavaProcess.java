package io.tidegate.gateway.system;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A Java program of this project in a process of its own, on the Java and the class path of the
/// tests. Its output is kept line by line.
public final class JavaProcess implements AutoCloseable {
  private static final int NOBODY = 65_534;

  /// A program that was started with SIGHUP ignored ignores it; ours may have been.
  private static final List<String> DEFAULT_SIGNALS = List.of("env", "--default-signal=HUP");

  private final Process process;
  private final List<String> lines = new ArrayList<>();

  private JavaProcess(Process process) {
    this.process = process;
    Thread.ofPlatform().name("child-output").daemon(true).start(this::read);
  }

  /// As the user of the tests. Standard error goes with the output.
  public static JavaProcess start(
      List<String> options, Map<String, String> environment, String mainClass, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(DEFAULT_SIGNALS);
    command.addAll(java(System.getProperty("java.class.path"), options));
    command.add(mainClass);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new JavaProcess(builder.start());
  }

  /// For a test that has the process in its own hands: arguments may follow.
  public static List<String> command(String mainClass) {
    List<String> command = new ArrayList<>(java(System.getProperty("java.class.path"), List.of()));
    command.add(mainClass);
    return command;
  }

  /// As a user without rights where the tests run as root, who may do everything; else as our own
  /// user. Classes are copied to `folder`, since ours may be out of his reach.
  public static JavaProcess startUnprivileged(Path folder, String mainClass, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    String classPath = System.getProperty("java.class.path");
    if (isRoot()) {
      classPath = readableCopy(classPath, folder);
      command.addAll(
          List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups"));
    }
    command.addAll(java(classPath, List.of()));
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return new JavaProcess(
        new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true).start());
  }

  public static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  public void type(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  public List<String> lines() {
    synchronized (lines) {
      return new ArrayList<>(lines);
    }
  }

  public String output() {
    return String.join("\n", lines());
  }

  /// Waits for a line with this part.
  public String awaitLine(String part, long limitMillis) {
    Eventually.await(
        limitMillis,
        () -> lines().stream().anyMatch(line -> line.contains(part)),
        () -> "'" + part + "' was not said; it said:\n" + output());
    return lines().stream().filter(line -> line.contains(part)).findFirst().orElseThrow();
  }

  public Process process() {
    return process;
  }

  /// The exit code; fails when it does not end in time.
  public int awaitExit(long limitMillis) {
    try {
      if (!process.waitFor(limitMillis, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still runs after " + limitMillis + " ms; it said:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// SIGKILL, and waits.
  public void kill() {
    process.destroyForcibly();
    awaitExit(10_000);
  }

  @Override
  public void close() {
    kill();
  }

  private static List<String> java(String classPath, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    return command;
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
      }
    } catch (IOException _) {
      // it was killed
    }
  }

  private static String readableCopy(String classPath, Path folder) throws IOException {
    open(folder);
    List<String> copies = new ArrayList<>();
    for (String each : classPath.split(File.pathSeparator)) {
      Path from = Path.of(each);
      Path to = folder.resolve("classes-" + copies.size());
      if (Files.isDirectory(from)) {
        copyTree(from, to);
        copies.add(to.toString());
      } else if (Files.exists(from)) {
        to = folder.resolve(copies.size() + "-" + from.getFileName());
        Files.copy(from, to);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
        copies.add(to.toString());
      }
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes)
              throws IOException {
            open(Files.createDirectories(to.resolve(from.relativize(each).toString())));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(each).toString());
            Files.copy(each, copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void open(Path folder) {
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
