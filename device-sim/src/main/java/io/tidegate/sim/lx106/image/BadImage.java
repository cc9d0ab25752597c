package io.tidegate.sim.lx106.image;

/// A file is no program for this processor; the words say what was expected and what came.
public final class BadImage extends Exception {
  private static final long serialVersionUID = 1L;

  public BadImage(String words) {
    super(words);
  }
}
