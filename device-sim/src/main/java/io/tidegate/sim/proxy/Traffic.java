package io.tidegate.sim.proxy;

/// What passed so far. Bytes count when they go out at the other end.
///
/// @param accepted connections taken, those that a fault ended at once too
/// @param turnedAway of these, ended before anything could pass: by a fault, or for want of room
/// @param unreachable of these, ended because the server could not be reached
/// @param open connections that stand now
public record Traffic(
    long accepted, long turnedAway, long unreachable, int open, long bytesUp, long bytesDown) {}
