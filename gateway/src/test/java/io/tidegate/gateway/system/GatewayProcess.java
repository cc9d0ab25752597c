package io.tidegate.gateway.system;

import io.tidegate.gateway.cli.Tidegate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The gateway as it runs in the field: the command line in a process of its own.
public final class GatewayProcess implements AutoCloseable {
  private static final long START_LIMIT_MILLIS = 60_000;

  private final JavaProcess process;

  private GatewayProcess(JavaProcess process) {
    this.process = process;
  }

  /// `tidegate run FILE`.
  public static GatewayProcess run(Path configuration) throws IOException {
    return new GatewayProcess(command(Map.of(), "run", configuration.toString()));
  }

  /// Any command, with the JVM's options of the launcher.
  public static JavaProcess command(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> options =
        List.of("-Xmx48m", "-Xmn8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");
    return JavaProcess.start(options, environment, Tidegate.class.getName(), arguments);
  }

  /// Waits until its log says that this port is open.
  public void awaitPort(String label) {
    process.awaitLine("port-up " + label, START_LIMIT_MILLIS);
  }

  public JavaProcess process() {
    return process;
  }

  public void kill() {
    process.kill();
  }

  /// SIGTERM; gives the exit code.
  public int stop(long limitMillis) {
    // by its handle: Process.destroy would close the pipe its last words come through
    process.process().toHandle().destroy();
    return process.awaitExit(limitMillis);
  }

  @Override
  public void close() {
    process.close();
  }

  /// Lines of a configuration that every site here shares: short limits, folders of its own.
  public static List<String> configuration(int brokerPort, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<String> lines = new ArrayList<>();
    lines.add("broker: tcp://127.0.0.1:" + brokerPort);
    lines.add("gateway: system");
    lines.add("spool:");
    lines.add("  folder: " + folder.resolve("spool"));
    lines.add("runtime_folder: " + folder.resolve("run"));
    lines.add("mqtt:");
    lines.add("  connect_timeout: 3 s");
    lines.add("  stall_timeout: 3 s");
    lines.add("  retry_min: 100 ms");
    lines.add("  retry_max: 1 s");
    return lines;
  }
}
