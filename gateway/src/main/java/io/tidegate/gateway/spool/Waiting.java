package io.tidegate.gateway.spool;

/// A message whose turn it is. A late one is never retained; the core marks its payload. `backlog`:
/// it waited already when the connection came back, the drain's rate applies to it.
public record Waiting(long position, Message message, boolean late, boolean backlog) {}
