package io.tidegate.sim.sketch;

import io.tidegate.arduino.Checkout;
import io.tidegate.sim.sketch.build.SketchBuild;
import java.nio.file.Path;

/// Builds for tests: all with one cache, so that the core is compiled once.
public final class SketchBuilds {
  /// Made anew after each `clean`.
  public static final Path CACHE_HOME = Checkout.ROOT.resolve("device-sim/target/sketch-cache");

  private SketchBuilds() {}

  /// With no libraries of a user.
  public static SketchBuild shared() {
    SketchBuild.Surroundings usual = SketchBuild.Surroundings.ofThisUser();
    return new SketchBuild(
        new SketchBuild.Surroundings(
            CACHE_HOME.resolve("tidegate-sim"),
            CACHE_HOME,
            usual.path(),
            usual.compiler(),
            usual.ours()));
  }
}
