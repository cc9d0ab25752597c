package io.tidegate.bridge;

import java.util.Locale;

/// How a command ended, PROTOCOL.md section 6.
public enum CommandCode implements WireName {
  OK,
  FAILED,
  BUSY,
  NOCHANNEL,
  EXPIRED,
  // From here on only the gateway says so.
  REFUSED,
  LOST,
  UNKNOWN;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  @Override
  public String wireName() {
    return wireName;
  }

  /// Whether a board may answer with it.
  public boolean fromBoard() {
    return compareTo(EXPIRED) <= 0;
  }
}
