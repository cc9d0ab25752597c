package io.tidegate.bridge;

import java.util.Locale;

/// What a channel carries.
public enum ChannelKind {
  /// A number that goes up and down.
  GAUGE,
  /// A number that only rises, and restarts at 0.
  COUNTER,
  BOOL,
  TEXT,
  /// Bytes as a base64url string.
  B64;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }

  /// Null when no constant has this wire name.
  static ChannelKind fromWire(String wireName) {
    for (ChannelKind each : values()) {
      if (each.wireName.equals(wireName)) {
        return each;
      }
    }
    return null;
  }
}
