package io.tidegate.gateway.device;

/// Which lines of a port are readings.
public enum Decoding {
  /// Link frames and JSON lines, whichever come.
  AUTO,
  /// Link frames only; such a port is written to before anything was heard there.
  LINK,
  /// JSON lines only.
  JSON,
  /// `temp:22.5,hum:45` or `temp=22.5 hum=45`.
  KEY_VALUE,
  /// Values in columns.
  CSV
}
