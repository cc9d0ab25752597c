package io.tidegate.gateway.run;

/// How a gateway ended. `unsynced` says what only memory held at the end, empty when there was
/// nothing; `defects` is true when the gateway ended itself over its own defects.
public record Ending(String unsynced, boolean defects) {}
