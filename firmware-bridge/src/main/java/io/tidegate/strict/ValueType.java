package io.tidegate.strict;

import java.util.function.Function;

/// What a key may hold. `label` and `range` are words for the table and for messages; `range` is
/// empty where anything goes.
public record ValueType<T>(String label, String range, Function<Node, Outcome<T>> reader) {

  public sealed interface Outcome<T> {}

  public record Fits<T>(T value) implements Outcome<T> {}

  /// `words`: what was expected, what came.
  public record Unfit<T>(int line, String words) implements Outcome<T> {}
}
