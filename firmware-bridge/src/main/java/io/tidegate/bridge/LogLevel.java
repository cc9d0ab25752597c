package io.tidegate.bridge;

import java.util.Locale;

/// How much a log line matters.
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }

  /// Null when no constant has this wire name.
  static LogLevel fromWire(String wireName) {
    for (LogLevel each : values()) {
      if (each.wireName.equals(wireName)) {
        return each;
      }
    }
    return null;
  }
}
