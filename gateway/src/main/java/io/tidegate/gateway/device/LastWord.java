package io.tidegate.gateway.device;

/// What a board that ended for good numbered last, and in which session: what has to have been
/// heard for nothing to be lost with it.
public record LastWord(String device, String session, long last) {}
