package io.tidegate.gateway.topic;

/// `allowUnlisted`: boards without a rule take commands on every channel they call writable. A bare
/// value lives `bareTtlMillis`; no command lives longer than `maxTtlMillis`.
public record CommandRule(boolean allowUnlisted, long bareTtlMillis, long maxTtlMillis) {}
