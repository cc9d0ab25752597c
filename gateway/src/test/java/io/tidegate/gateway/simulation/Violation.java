package io.tidegate.gateway.simulation;

/// An invariant does not hold.
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What is broken.
  enum Kind {
    /// A promise: acknowledged and lost, one key for two readings, a retained command obeyed, a
    /// bound exceeded, something that does not end, a defect of the core. Must never happen.
    STRICT,
    /// Findings that are not mended yet: told and counted, a bound on how many seeds show them.
    OPEN
  }

  final Kind kind;

  Violation(String words) {
    this(Kind.STRICT, words);
  }

  Violation(Kind kind, String words) {
    super(words);
    this.kind = kind;
  }
}
