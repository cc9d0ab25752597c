package io.tidegate.gateway.simulation;

/// An invariant does not hold.
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  Violation(String words) {
    super(words);
  }
}
