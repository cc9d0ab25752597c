package io.tidegate.bridge;

import java.util.Locale;

/// What was wrong with a line. Faults are counted by kind; none of them stops the decoder.
public enum WireFault {
  /// A marker stood in the line, and after it a byte that no frame contains.
  NOISE,
  /// A marker stood in the line, but no candidate had a matching CRC.
  CRC,
  /// The line, or the candidate in it, was longer than its limit.
  TOO_LONG,
  /// Good CRC, but another version of the link. The gateway answers with `e version`.
  VERSION,
  /// Good CRC, but a type letter that is unknown or goes the other way (an echo).
  UNKNOWN_TYPE,
  /// Good CRC, but fields outside the limits.
  MALFORMED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /// The name that PROTOCOL.md, counters and vectors use, such as `too_long`.
  public String wireName() {
    return wireName;
  }
}
