package io.tidegate.gateway.ops;

import java.nio.file.Path;

/// A configured port: its number in the gateway, its label, where it is looked for, and the device
/// file that is open for it; empty while none is.
public record PortName(int number, String label, String place, String path) {
  /// True when a person may mean this port by these words: its label, its place, or a path that
  /// leads to the same device.
  boolean goesBy(String words) {
    return label.equals(words)
        || place.equals(words)
        || !path.isEmpty() && path.equals(words)
        || sameDevice(words);
  }

  private boolean sameDevice(String words) {
    if (!place.startsWith("/") || !words.startsWith("/")) {
      return false;
    }
    try {
      return Path.of(place).toRealPath().equals(Path.of(words).toRealPath());
    } catch (java.io.IOException | java.nio.file.InvalidPathException _) {
      return false;
    }
  }
}
