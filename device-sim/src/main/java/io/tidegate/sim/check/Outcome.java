package io.tidegate.sim.check;

/// What became of an expectation. `words` say what was expected and what came.
public sealed interface Outcome {
  String words();

  /// It can still go either way.
  record Pending(String words) implements Outcome {}

  record Met(String words) implements Outcome {}

  record Missed(String words) implements Outcome {}

  default boolean isMissed() {
    return this instanceof Missed;
  }

  default boolean isPending() {
    return this instanceof Pending;
  }
}
