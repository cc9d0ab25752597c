package io.tidegate.bridge;

import java.util.Locale;

/// How much a log line matters.
public enum LogLevel implements WireName {
  DEBUG,
  INFO,
  WARN,
  ERROR;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  @Override
  public String wireName() {
    return wireName;
  }
}
