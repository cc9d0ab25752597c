package io.tidegate.gateway.device;

/// Values outside are not sent, counted and named. NaN means no limit.
public record ChannelRule(double min, double max, double maxStep) {}
