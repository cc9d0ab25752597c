package io.tidegate.gateway.device;

import io.tidegate.bridge.FlatJson;
import io.tidegate.gateway.spool.Key;

/// What a board measured, new and in order; `values` keeps the board's own text. `ageMillis` is
/// counted from measuring to the step in which it was heard; `ageAtLeast` when a reset of the board
/// hides how long it really was. `held`: so many of its session before it were held back by rules.
public record Reading(
    int port,
    String device,
    Key key,
    FlatJson values,
    long ageMillis,
    boolean ageAtLeast,
    long held) {}
