package io.tidegate.sim.stage;

import io.tidegate.sim.scenario.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The gateway, or whatever program is under test, as a process of ours. Its output goes to a file.
final class Child implements Stage.Process, AutoCloseable {
  private static final long STOP_SECONDS = 15;

  private final List<String> command;
  private final Path log;
  private Process process;
  private boolean killed;
  private boolean ended;
  private String trouble = "";

  /// Nothing is started with an empty command.
  Child(List<String> command, Path log) throws Unplayable {
    this.command = List.copyOf(command);
    this.log = log;
    try {
      start();
    } catch (IOException e) {
      dropEmptyLog();
      throw new Unplayable("the program under test cannot be started: " + e.getMessage());
    }
  }

  private void dropEmptyLog() {
    try {
      if (Files.exists(log) && Files.size(log) == 0) {
        Files.delete(log);
      }
    } catch (IOException _) {
      // it harms nobody
    }
  }

  private void start() throws IOException {
    if (!command.isEmpty()) {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    }
  }

  @Override
  public String cannot(Stage.Mishap mishap) {
    return switch (mishap) {
      case KILL, PAUSE ->
          command.isEmpty()
              ? "the gateway is not a process of this command: name its command behind --"
              : "";
      case POWER_CUT, DISK_FULL, DISK_FAULT, DISK_SLOW ->
          "it cannot be done to a real machine from here: `tidegate lab` does it";
    };
  }

  @Override
  public void begin(Stage.Mishap mishap) {
    if (mishap == Stage.Mishap.KILL) {
      killed = true;
      process.destroyForcibly();
    } else {
      signal("STOP");
    }
  }

  @Override
  public void end(Stage.Mishap mishap) {
    if (mishap != Stage.Mishap.KILL) {
      signal("CONT");
      return;
    }
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      start();
      killed = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What is wrong with it; empty while all is well.
  String trouble() {
    if (trouble.isEmpty() && process != null && !killed && !ended && !process.isAlive()) {
      trouble = "the gateway ended by itself with code " + process.exitValue() + "; " + where();
    }
    return trouble;
  }

  private String where() {
    return "its output is in " + log;
  }

  /// SIGTERM, and SIGKILL for what does not end within some seconds.
  @Override
  public void close() {
    if (process == null || !trouble().isEmpty() || !process.isAlive()) {
      return;
    }
    ended = true;
    signal("CONT");
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        trouble = "the gateway did not end within " + STOP_SECONDS + " s; " + where();
        process.destroyForcibly().waitFor();
      } else if (process.exitValue() != 0 && trouble.isEmpty() && !killed) {
        trouble = "the gateway ended with code " + process.exitValue() + "; " + where();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
