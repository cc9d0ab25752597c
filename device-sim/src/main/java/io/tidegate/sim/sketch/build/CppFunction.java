package io.tidegate.sim.sketch.build;

/// A function of a sketch: its declaration as it would stand in a header, without default
/// arguments, where its text begins, what tells it from others of its name, and whether it has
/// default arguments.
record CppFunction(String declaration, int start, String signature, boolean hasDefaults) {}
