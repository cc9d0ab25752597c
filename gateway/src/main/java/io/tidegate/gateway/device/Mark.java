package io.tidegate.gateway.device;

/// How far the numbers of one session are safe: every number up to `number` is synced,
/// acknowledged by
/// the broker, or declared lost.
public record Mark(String device, String session, long number) {}
