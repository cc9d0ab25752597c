package io.tidegate.sim.setting;

/// A file that was read by whoever may read files; the name is for messages.
public record TextFile(String name, String text) {}
