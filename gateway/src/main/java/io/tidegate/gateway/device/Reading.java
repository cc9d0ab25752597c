package io.tidegate.gateway.device;

import io.tidegate.gateway.spool.Key;

/// What a board measured, new and in order. `ageMillis` is counted from measuring to the step in
// which
/// it was heard; `ageAtLeast` when a reset of the board hides how long it really was.
public record Reading(
    int port, String device, Key key, Values values, long ageMillis, boolean ageAtLeast) {}
