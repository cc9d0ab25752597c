package io.tidegate.gateway.gpio;

/// A sensor that is there, and what it measures now. `folder` is the thermometer's id or
/// `iio:deviceN`; `name` what the device says it is; `channel` is empty for a thermometer.
/// `proposal` is a line for the configuration.
public record FoundSensor(
    String bus,
    String folder,
    String name,
    String channel,
    Quantity quantity,
    Outcome outcome,
    String proposal) {}
