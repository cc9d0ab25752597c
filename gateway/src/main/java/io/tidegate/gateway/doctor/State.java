package io.tidegate.gateway.doctor;

import java.util.Locale;

/// How it is with what was looked at.
public enum State {
  OK,
  /// Worth knowing; nothing has to be done.
  NOTE,
  /// Works, and will not on a bad day.
  WARNING,
  /// Readings are not taken, not kept or not delivered because of it.
  ERROR,
  /// It could not be looked at.
  UNCHECKED;

  public String label() {
    return this == UNCHECKED ? "not checked" : name().toLowerCase(Locale.ROOT);
  }
}
