package io.tidegate.gateway.spool;

/// A message whose turn it is. A late one is never retained; the core marks its payload.
public record Waiting(long position, Message message, boolean late) {}
