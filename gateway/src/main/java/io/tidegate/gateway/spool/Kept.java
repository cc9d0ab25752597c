package io.tidegate.gateway.spool;

/// A command's intent or end as recovery found it; it stays until this position is released.
public record Kept(long position, Message message) {}
