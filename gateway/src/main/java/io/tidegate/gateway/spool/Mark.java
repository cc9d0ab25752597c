package io.tidegate.gateway.spool;

/// How far a session of a board has come.
public record Mark(String device, String session, long number) {}
