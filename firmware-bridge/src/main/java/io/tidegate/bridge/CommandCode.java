package io.tidegate.bridge;

import java.util.Locale;

/// How a command ended, PROTOCOL.md section 6. The gateway gives the last three itself; no board
/// may send them.
public enum CommandCode {
  OK,
  FAILED,
  BUSY,
  NOCHANNEL,
  EXPIRED,
  REFUSED,
  LOST,
  UNKNOWN;

  /// Whether a board may answer with it.
  public boolean fromBoard() {
    return compareTo(EXPIRED) <= 0;
  }

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }

  /// Null when no constant has this wire name.
  static CommandCode fromWire(String wireName) {
    for (CommandCode each : values()) {
      if (each.wireName.equals(wireName)) {
        return each;
      }
    }
    return null;
  }
}
