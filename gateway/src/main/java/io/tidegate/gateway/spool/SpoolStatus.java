package io.tidegate.gateway.spool;

/// The spool in numbers. `waiting` counts messages for the broker that it has not taken yet.
/// Counters run since the start. `trouble` is empty when the disk does what it is asked;
/// `busyNanos` is how long it has owed an answer.
public record SpoolStatus(
    long waiting,
    long waitingBytes,
    long memoryBytes,
    long onDiskBytes,
    long limitBytes,
    int segments,
    boolean durable,
    String trouble,
    long oldestAgeNanos,
    long busyNanos,
    long syncs,
    long writtenBytes,
    long appended,
    long released,
    long evicted,
    long refused,
    long setAside,
    long failures) {}
