package io.tidegate.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What is measured: the processes that carry lines from ports to the broker. Their log goes to a
/// file.
final class Subject implements AutoCloseable {
  private static final long STOP_MILLIS = 6_000;

  final Path folder;
  private final List<Process> processes;

  private Subject(Path folder, List<Process> processes) {
    this.folder = folder;
    this.processes = processes;
  }

  /// The C program.
  static Subject passthrough(Path program, Path folder, int broker, List<Path> ports)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(program.toString(), "127.0.0.1", Integer.toString(broker), "/sensors/raw"));
    ports.forEach(port -> command.add(port.toString()));
    return new Subject(folder, List.of(start(folder, command)));
  }

  /// One `mosquitto_pub -l -q 1` per port.
  static Subject mosquittoPub(Path folder, int broker, List<Path> ports) throws IOException {
    List<Process> all = new ArrayList<>();
    for (Path port : ports) {
      String command =
          "stty -F %s raw -echo; exec mosquitto_pub -p %d -t /sensors/raw -l -q 1 < %s"
              .formatted(port, broker, port);
      all.add(start(folder, List.of("/bin/sh", "-c", command)));
    }
    return new Subject(folder, all);
  }

  /// The gateway as it is installed: through its launcher, with these lines behind the ports.
  static Subject gateway(
      Path program,
      Map<String, String> variables,
      Path folder,
      int broker,
      List<Path> ports,
      String... lines)
      throws IOException {
    List<String> file = new ArrayList<>();
    file.add("broker: tcp://127.0.0.1:" + broker);
    file.add("gateway: bench");
    file.add("runtime_folder: " + folder.resolve("run"));
    file.add("mqtt:");
    file.add("  retry_max: 1 s");
    file.add("ports:");
    for (Path port : ports) {
      file.add("  - path: " + port);
    }
    file.add("spool:");
    file.add("  folder: " + folder.resolve("spool"));
    file.addAll(List.of(lines));
    Files.createDirectories(folder);
    Path configuration = Files.write(folder.resolve("tidegate.yaml"), file);
    return new Subject(
        folder,
        List.of(
            start(
                folder, variables, List.of(program.toString(), "run", configuration.toString()))));
  }

  Process process() {
    return processes.getFirst();
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /// SIGTERM to all, then SIGKILL to what is left.
  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }

  private static Process start(Path folder, List<String> command) throws IOException {
    return start(folder, Map.of(), command);
  }

  private static Process start(Path folder, Map<String, String> variables, List<String> command)
      throws IOException {
    Files.createDirectories(folder);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().putAll(variables);
    return builder.start();
  }
}
