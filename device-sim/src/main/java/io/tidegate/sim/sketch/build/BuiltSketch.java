package io.tidegate.sim.sketch.build;

import java.nio.file.Path;
import java.util.List;

/// A sketch that can be run. `libraries`: the names of those in it. `compiled`: how many sources
/// had to be compiled, 0 when all was there.
public record BuiltSketch(
    Sketch sketch, Target target, Path program, List<String> libraries, int compiled) {
  public BuiltSketch {
    libraries = List.copyOf(libraries);
  }

  /// It includes what WiFi needs; whether it uses it, only it knows.
  public boolean hasWifi() {
    return libraries.contains("ESP8266WiFi");
  }
}
