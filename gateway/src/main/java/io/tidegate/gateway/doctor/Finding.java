package io.tidegate.gateway.doctor;

/// One thing that was looked at. `subject` is what was looked at (a port, a topic); `words` say how
/// it is; `command` mends it, or looks where we may not. Where all is well `command` is empty.
public record Finding(Id id, State state, String subject, String words, String command) {}
