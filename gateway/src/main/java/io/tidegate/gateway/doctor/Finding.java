package io.tidegate.gateway.doctor;

/// One thing that was looked at. `subject` is what was looked at (a port, a topic); `words` say how
/// it is; `command` mends it, or looks where we may not. Where all is well `command` is empty.
public record Finding(Id id, State state, String subject, String words, String command) {
  /// The same, as bad as that.
  Finding as(State other) {
    return new Finding(id, other, subject, words, command);
  }

  /// The same of something that nobody wants to use so far.
  Finding unwanted() {
    return state == State.ERROR ? as(State.NOTE) : this;
  }

  /// The same with another command: where the usual one does not fit.
  Finding with(String other) {
    return new Finding(id, state, subject, words, other);
  }
}
