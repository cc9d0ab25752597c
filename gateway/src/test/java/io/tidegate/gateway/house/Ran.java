package io.tidegate.gateway.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that was run to its end: its exit code and what it printed on both streams.
record Ran(int exit, String output) {
  /// Longer than any program's own limit: make-cache has 300.
  private static final int LIMIT_SECONDS = 330;

  /// Runs on this test's Java, without the developer's own settings.
  static Ran command(Path folder, String... command) throws IOException, InterruptedException {
    return with(Map.of(), folder, command);
  }

  /// The same with some variables of the environment set.
  static Ran with(Map<String, String> variables, Path folder, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("ran", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().keySet().removeIf(name -> name.startsWith("TIDEGATE_"));
      builder.environment().putAll(variables);
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String printed = Files.readString(output);
      assertTrue(ended, () -> String.join(" ", command) + " did not end; it printed:\n" + printed);
      return new Ran(process.exitValue(), printed);
    } finally {
      Files.delete(output);
    }
  }
}
