package io.tidegate.arduino;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A C++ program: compiled into target/, run with an input, judged by its exit code and output.
public final class Program {
  private static final long LONGEST_MINUTES = 5;

  private final Path file;

  private Program(Path file) {
    this.file = file;
  }

  /// With everything a compiler can watch: warnings are errors, the sanitizers are in.
  public static Program compile(String name, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "g++",
                "-std=c++11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-O1",
                "-g",
                "-fsanitize=address,undefined",
                "-fno-sanitize-recover=all"));
    command.addAll(arguments);
    return new Program(build(name, command));
  }

  /// One of the library's own tests.
  public static Program compileTest(String name) {
    return compile(name, List.of(Checkout.TESTS.resolve(name + ".cpp").toString()));
  }

  /// A sketch, made into C++ as the IDE does it, and what runs it on a PC.
  public static Program compileSketch(Path folder, String... defines) {
    String name = folder.getFileName().toString();
    Path source = Sketch.asCpp(folder, target());
    List<String> arguments = new ArrayList<>(List.of(defines));
    arguments.add("-I" + Checkout.TESTS.resolve("host"));
    arguments.add("-I" + Checkout.LIBRARY.resolve("src"));
    arguments.add("-I" + folder);
    arguments.add(source.toString());
    arguments.add(Checkout.TESTS.resolve("host/run_sketch.cpp").toString());
    return compile("sketch-" + name, arguments);
  }

  /// Runs a compiler; `-o` is added. Gives what it made.
  public static Path build(String name, List<String> command) {
    Path made = target().resolve(name);
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("-o", made.toString()));
    run(whole, "");
    return made;
  }

  /// What it printed. A bad exit is a failure that shows it.
  public String run(String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    return run(command, input);
  }

  /// Runs any program to its end.
  public static String run(List<String> command, String input) {
    try {
      Path in = Files.createTempFile(target(), "in", ".txt");
      Files.writeString(in, input, StandardCharsets.ISO_8859_1);
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectInput(in.toFile()).start();
      String output = output(process);
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end. It printed:\n" + output);
      }
      Files.delete(in);
      if (process.exitValue() != 0) {
        throw new AssertionError(
            command + " ended with " + process.exitValue() + ". It printed:\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The module's own folder for what tests make.
  static Path target() {
    try {
      return Files.createDirectories(Path.of("target", "gpp").toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String output(Process process) throws IOException {
    try (InputStream stream = process.getInputStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
