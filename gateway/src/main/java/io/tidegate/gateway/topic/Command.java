package io.tidegate.gateway.topic;

/// A command as it was understood. `expiresMillis` is wall time; `id` is the sender's, or empty for
/// a bare value, which gets one from the gateway.
public record Command(String device, String channel, String value, String id, long expiresMillis) {}
