package io.tidegate.sim.sketch.build;

/// A function of a sketch: its declaration as it would stand in a header, without default
/// arguments, where its text begins, and what tells it from others of its name.
record CppFunction(String declaration, int start, String signature) {}
