package io.tidegate.bridge;

import java.util.Locale;

/// What a channel carries.
public enum ChannelKind implements WireName {
  /// A number that goes up and down.
  GAUGE,
  /// A number that only rises, and restarts at 0.
  COUNTER,
  BOOL,
  TEXT,
  /// Bytes as a base64url string.
  B64;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  @Override
  public String wireName() {
    return wireName;
  }
}
