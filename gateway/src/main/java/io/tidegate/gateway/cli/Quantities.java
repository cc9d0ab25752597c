package io.tidegate.gateway.cli;

import java.util.Locale;

/// Numbers for a person: short, with their unit.
final class Quantities {
  private Quantities() {}

  static String bytes(long bytes) {
    if (bytes < 1_024) {
      return bytes + " B";
    }
    double shown = bytes;
    String unit = "B";
    for (String next : new String[] {"KiB", "MiB", "GiB", "TiB"}) {
      if (shown < 1_024) {
        break;
      }
      shown /= 1_024;
      unit = next;
    }
    return String.format(Locale.ROOT, shown < 10 ? "%.1f %s" : "%.0f %s", shown, unit);
  }

  static String millis(long millis) {
    long seconds = millis / 1_000;
    if (millis < 0) {
      return "-";
    }
    if (seconds < 1) {
      return millis + " ms";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    long hours = seconds / 3_600;
    return hours < 24
        ? hours + " h " + seconds % 3_600 / 60 + " min"
        : hours / 24 + " d " + hours % 24 + " h";
  }

  static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 10 ? "%.2f" : "%.0f", perSecond);
  }
}
