package io.tidegate.gateway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where and with what it was measured.
final class Machine {
  private Machine() {}

  static List<String> lines(Path work) throws IOException {
    return List.of(
        "machine:    "
            + processor()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores, "
            + memory()
            + ", load "
            + Files.readString(Path.of("/proc/loadavg")).split(" ")[0]
            + " at the start",
        "system:     "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", spool on "
            + Files.getFileStore(work).type(),
        "versions:   Java "
            + System.getProperty("java.version")
            + ", "
            + output("/usr/sbin/mosquitto", "-h").lines().findFirst().orElse("mosquitto ?")
            + ", tidegate "
            + io.tidegate.gateway.run.Version.TEXT);
  }

  private static String processor() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name") || line.startsWith("Model"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static String memory() throws IOException {
    String total = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D", "");
    return Long.parseLong(total) / 1_024 + " MB";
  }

  private static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
