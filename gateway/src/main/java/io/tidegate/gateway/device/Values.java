package io.tidegate.gateway.device;

/// The values of one reading: a JSON object as the board wrote it.
public record Values(byte[] json) {}
