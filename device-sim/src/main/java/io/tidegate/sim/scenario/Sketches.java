package io.tidegate.sim.scenario;

import io.tidegate.sim.sketch.build.BuildFailed;
import io.tidegate.sim.sketch.build.BuildOptions;
import io.tidegate.sim.sketch.build.BuiltSketch;
import io.tidegate.sim.sketch.build.SketchBuild;
import io.tidegate.sim.sketch.build.Target;
import io.tidegate.strict.Key;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.nio.file.Path;
import java.util.List;

/// Boards that run a sketch, as a scenario describes them.
final class Sketches {
  private static final List<Key<?>> ONLY_BESIDE =
      List.of(ScenarioKeys.SKETCH, ScenarioKeys.LIBRARIES, ScenarioKeys.WIFI, ScenarioKeys.BITS);

  private static final List<Key<?>> NOT_BESIDE = List.of(ScenarioKeys.EVERY, ScenarioKeys.RING);

  private final Path scenario;
  private final Problems problems;

  /// `scenario` is the file that a sketch's path begins at.
  Sketches(Path scenario, Problems problems) {
    this.scenario = scenario;
    this.problems = problems;
  }

  /// Builds it. Null when something is wrong with it; that is told.
  BoardPlan.Sketched read(Section board) {
    for (Key<?> key : NOT_BESIDE) {
      if (board.has(key)) {
        problems.add(board, key, "does not belong to a board that runs a sketch");
      }
    }
    String folder = board.need(ScenarioKeys.SKETCH, problems);
    if (folder == null) {
      return null;
    }
    Target target = target(board.get(ScenarioKeys.CHIP));
    List<Path> libraries =
        board.get(ScenarioKeys.LIBRARIES, List.of()).stream()
            .map(scenario::resolveSibling)
            .toList();
    try {
      BuiltSketch built =
          new SketchBuild(SketchBuild.Surroundings.ofThisUser())
              .build(
                  scenario.resolveSibling(folder),
                  BuildOptions.of(target)
                      .withLibraries(libraries)
                      .withBits(board.get(ScenarioKeys.BITS)));
      Boolean wifi = board.get(ScenarioKeys.WIFI);
      return new BoardPlan.Sketched(
          built, wifi == null ? built.hasWifi() : wifi, null, null, false);
    } catch (BuildFailed e) {
      problems.add(board, ScenarioKeys.SKETCH, e.getMessage());
      return null;
    }
  }

  /// For a chip.
  static Target target(ChipKind chip) {
    return switch (chip) {
      case ESP8266 -> Target.ESP8266;
      case UNO, NANO -> Target.UNO;
    };
  }

  /// Tells what stands beside a board that runs no sketch and is about them.
  static void misplaced(Section board, Problems problems) {
    for (Key<?> key : ONLY_BESIDE) {
      if (board.has(key)) {
        problems.add(board, key, "stands only beside firmware: sketch");
      }
    }
  }
}
