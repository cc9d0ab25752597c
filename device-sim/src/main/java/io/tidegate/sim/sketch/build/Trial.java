package io.tidegate.sim.sketch.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A small program of 32 bits: whether it can be made, and whether it runs.
final class Trial {
  /// It takes of the libraries what a sketch takes, and waits until it has been looked at.
  private static final String SOURCE =
      """
      #include <sys/stat.h>
      #include <unistd.h>
      #include <functional>
      #include <string>
      int main(int count, char** words) {
        std::string name = words[0];
        std::function<int()> bits = [&] { return name.empty() ? count : int(sizeof(long)) * 8; };
        char byte = '.';
        if (write(1, &byte, 1) != 1) return 1;
        while (read(0, &byte, 1) > 0) {}
        return bits();
      }
      """;

  private static final int WANTED = 32;
  private static final long PATIENCE_SECONDS = 60;

  private Trial() {}

  /// Null if it cannot be made.
  static Path make(Compiler compiler, List<String> flags, Path workshop) throws IOException {
    // a driver alone is fast, and says the bare name of what it does not have
    List<String> asks = new ArrayList<>(flags);
    asks.add("-print-file-name=libstdc++.so");
    if (!compiler.run(asks, workshop).words().strip().startsWith("/")) {
      return null;
    }
    Path source = workshop.resolve("trial.cpp");
    Path program = workshop.resolve("trial");
    Files.writeString(source, SOURCE);
    List<String> arguments = new ArrayList<>(List.of("-std=gnu++17", "-w"));
    arguments.addAll(flags);
    arguments.addAll(List.of(source.toString(), "-o", program.toString()));
    return compiler.run(arguments, workshop).isGood() ? program : null;
  }

  /// Whether this launcher runs it; with none, whether the kernel does so itself. One that hands it
  /// to an emulator on its own does not.
  static boolean runs(List<String> launcher, Path program) throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(program.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .directory(program.getParent().toFile());
    builder.environment().put("ASAN_OPTIONS", "detect_leaks=0");
    Process process;
    try {
      process = builder.start();
    } catch (IOException _) {
      return false; // the kernel refuses it
    }
    Thread watch = Thread.ofVirtual().start(() -> endAfter(process));
    try {
      boolean began = process.getInputStream().read() == '.';
      boolean itself = began && (!launcher.isEmpty() || isItself(process, program));
      process.getOutputStream().close();
      return process.waitFor() == WANTED && itself;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a program was tried");
    } finally {
      process.destroyForcibly();
      watch.interrupt();
    }
  }

  private static boolean isItself(Process process, Path program) throws IOException {
    Path runs = Path.of("/proc/" + process.pid() + "/exe");
    return Files.isSymbolicLink(runs) && Files.readSymbolicLink(runs).equals(program.toRealPath());
  }

  private static void endAfter(Process process) {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      // it has ended by itself
    }
  }
}
