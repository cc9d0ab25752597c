package io.tidegate.sim.sketch.build;

/// A sketch could not be built; the words are for whoever wrote it, the compiler's included.
public final class BuildFailed extends Exception {
  private static final long serialVersionUID = 1;

  public BuildFailed(String words) {
    super(words);
  }
}
