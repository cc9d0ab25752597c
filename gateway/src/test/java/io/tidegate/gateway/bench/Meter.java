package io.tidegate.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel says of a process and of a disk.
final class Meter {
  private static final long TICKS_PER_SECOND = 100;
  private static final int SECTOR_BYTES = 512;
  private static final int SECTORS_WRITTEN = 6;

  private Meter() {}

  /// Seconds of one core that the process has used, in user and kernel mode.
  static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
  }

  static double residentMegabytes(long pid) throws IOException {
    return megabytes(pid, "VmRSS:");
  }

  /// The most that it has had so far.
  static double peakMegabytes(long pid) throws IOException {
    return megabytes(pid, "VmHWM:");
  }

  private static double megabytes(long pid, String what) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith(what)) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1_024.0;
      }
    }
    throw new IOException("no " + what + " of " + pid);
  }

  /// The counters of the device that holds this folder; null when there is none (an overlay, a file
  /// system in memory).
  static Path device(Path folder) throws IOException {
    long number = ((Number) Files.getAttribute(folder, "unix:dev")).longValue();
    long major = number >> 8 & 0xfff;
    long minor = number & 0xff | number >> 12 & 0xfff00;
    Path stat = Path.of("/sys/dev/block/" + major + ":" + minor + "/stat");
    return Files.exists(stat) ? stat : null;
  }

  /// Bytes written to the device since the machine started.
  static long deviceBytes(Path stat) throws IOException {
    String[] fields = Files.readString(stat).strip().split("\\s+");
    return Long.parseLong(fields[SECTORS_WRITTEN]) * SECTOR_BYTES;
  }
}
