package io.tidegate.sim.sketch;

/// A sketch's process has sent what cannot be; the words say what was expected and what came. It is
/// ended then, and its board sees an exception.
public final class WireFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  public WireFault(String words) {
    super(words);
  }
}
