package io.tidegate.sim.sketch.build;

import java.nio.file.Path;
import java.util.List;

/// A sketch that can be run. `libraries`: the names of those in it. `compiled`: how many sources
/// had to be compiled, 0 when all was there.
public record BuiltSketch(
    Sketch sketch, Target target, Path program, List<String> libraries, int compiled, Width width) {
  public BuiltSketch {
    libraries = List.copyOf(libraries);
  }

  /// What runs it.
  public List<String> command() {
    return width.command(program);
  }

  /// What it is, in a line.
  public String summary() {
    String with = libraries.isEmpty() ? "" : ", with " + String.join(", ", libraries);
    return "%s: built%s for %s, %s%s"
        .formatted(sketch.name(), compiled == 0 ? " before" : "", target.wireName(), width, with);
  }

  /// It includes what WiFi needs; whether it uses it, only it knows.
  public boolean hasWifi() {
    return libraries.contains("ESP8266WiFi");
  }
}
