package io.tidegate.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `tidegate-sim` as a person starts it, each in a Java of its own. What is left at the end of a
/// test is ended.
final class Programs implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final List<Process> started = new ArrayList<>();

  Process start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /// With these variables beside our own.
  Process start(Map<String, String> variables, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(TidegateSim.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  static void assertEnds(Process process, int code) throws InterruptedException {
    assertEnds(process, code, "");
  }

  /// `said`: shown when it ends otherwise.
  static void assertEnds(Process process, int code, String said) throws InterruptedException {
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), said);
    assertEquals(code, process.exitValue(), said);
  }

  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
  }
}
