package io.tidegate.gateway.lab.twin;

/// An invariant does not hold.
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Violation(String words) {
    super(words);
  }
}
