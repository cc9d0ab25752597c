package io.tidegate.gateway.spool;

/// Something recovery could not use. `records` is how many messages are lost with it when `exact`,
/// else "at most". `segment` is negative when a whole segment is missing.
public record Cut(
    Message.Chain chain, long segment, long bytes, long records, boolean exact, String words) {}
