package io.tidegate.sim.proxy;

/// What passed so far. Bytes count when they go out at the other end.
///
/// @param accepted connections taken, those that a fault ended at once too
/// @param turnedAway of these, ended before anything could pass: by a fault, or for want of room
/// @param unreachable of these, ended because the server could not be reached
/// @param open connections that stand now
/// @param publishes messages that clients sent, those that were vetoed too
/// @param pubacks acknowledgements that brokers sent
/// @param vetoed messages for a refused topic: none reached a broker
/// @param failedErrands a client's session or name could not be taken, as a fault wanted it
public record Traffic(
    long accepted,
    long turnedAway,
    long unreachable,
    int open,
    long bytesUp,
    long bytesDown,
    long publishes,
    long pubacks,
    long vetoed,
    long failedErrands) {}
