package io.tidegate.gateway.core;

/// What a person should be able to read later: one line per event, quiet when all is well.
public interface Journal {
  enum Level {
    ERROR,
    WARNING,
    NOTICE,
    INFO,
    DEBUG
  }

  /// `subject` (a port, a board, "broker", "spool") groups repeats of the same event for the rate
  /// limit.
  void log(Level level, String event, String subject, String words);
}
