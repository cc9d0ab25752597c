package io.tidegate.sim.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The memory of this process that lies in the machine's. What the kernel holds for its sockets is
/// not in it.
public final class Resident {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Resident() {}

  /// In bytes; 0 where the system does not say.
  public static long bytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }
}
