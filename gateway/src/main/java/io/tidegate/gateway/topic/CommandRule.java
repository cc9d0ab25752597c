package io.tidegate.gateway.topic;

/// `allowUnlisted`: boards without a rule take commands on every channel they call writable. A bare
/// value lives `bareTtlMillis`; what wants to live longer than `maxTtlMillis` is refused.
public record CommandRule(boolean allowUnlisted, long bareTtlMillis, long maxTtlMillis) {}
