package io.tidegate.sim.scenario;

import io.tidegate.sim.lx106.image.BadImage;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.strict.Key;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Boards that run what is flashed into a chip, as a scenario describes them.
final class Images {
  private static final List<Key<?>> NOT_BESIDE =
      List.of(
          ScenarioKeys.EVERY,
          ScenarioKeys.RING,
          ScenarioKeys.BAUD,
          ScenarioKeys.MILLIS,
          ScenarioKeys.DRIFT,
          ScenarioKeys.LEAK,
          ScenarioKeys.SKETCH,
          ScenarioKeys.LIBRARIES,
          ScenarioKeys.BITS);

  private final Path scenario;
  private final Problems problems;

  /// `scenario` is the file that an image's path begins at.
  Images(Path scenario, Problems problems) {
    this.scenario = scenario;
    this.problems = problems;
  }

  /// Null when something is wrong with it; that is told.
  Flashed read(Section board) {
    for (Key<?> key : NOT_BESIDE) {
      if (board.has(key)) {
        problems.add(board, key, "does not belong to a board that runs an image");
      }
    }
    String path = board.need(ScenarioKeys.IMAGE, problems);
    if (path == null) {
      return null;
    }
    String map = board.get(ScenarioKeys.MAP);
    Image image = image(board, ScenarioKeys.IMAGE, path, map);
    List<Image> updates = new ArrayList<>();
    for (String each : board.get(ScenarioKeys.UPDATES, List.of())) {
      updates.add(image(board, ScenarioKeys.UPDATES, each, null));
    }
    if (image == null || updates.contains(null)) {
      return null;
    }
    boolean wifi = board.get(ScenarioKeys.WIFI, true);
    Doors doors = doors(board, wifi);
    return doors == null
        ? null
        : Flashed.of(image).withUpdates(updates).withWifi(wifi).withDoors(doors);
  }

  /// Null when something is wrong with them; that is told.
  private Doors doors(Section board, boolean wifi) {
    for (Key<List<Long>> key : List.of(ScenarioKeys.DOORS, ScenarioKeys.UDP_DOORS)) {
      List<Long> ports = board.get(key, List.of());
      if (!wifi && board.has(key)) {
        problems.add(board, key, "nobody comes to a board without WiFi: expected wifi: true");
        return null;
      }
      if (ports.size() > Doors.MOST) {
        problems.add(board, key, "expected at most " + Doors.MOST + " ports, got " + ports.size());
        return null;
      }
    }
    return Flashed.doors(ports(board, ScenarioKeys.DOORS), ports(board, ScenarioKeys.UDP_DOORS));
  }

  private static Set<Integer> ports(Section board, Key<List<Long>> key) {
    return board.get(key, List.of()).stream().map(Math::toIntExact).collect(Collectors.toSet());
  }

  private Image image(Section board, Key<?> key, String path, String map) {
    Path file = scenario.resolveSibling(path);
    try {
      return ImageFile.read(file, map == null ? null : scenario.resolveSibling(map));
    } catch (BadImage e) {
      problems.add(board, key, e.getMessage());
    } catch (IOException e) {
      problems.add(board, key, file + ": cannot be read: " + e.getMessage());
    }
    return null;
  }

  /// Tells what stands beside a board that runs no image and is about them.
  static void misplaced(Section board, Problems problems) {
    for (Key<?> key : List.of(ScenarioKeys.IMAGE, ScenarioKeys.MAP, ScenarioKeys.UPDATES)) {
      if (board.has(key)) {
        problems.add(board, key, "stands only beside firmware: image");
      }
    }
    for (Key<?> key : List.of(ScenarioKeys.DOORS, ScenarioKeys.UDP_DOORS)) {
      if (board.has(key)) {
        problems.add(
            board,
            key,
            "stands only beside firmware: image; where a sketch waits is found without it");
      }
    }
  }
}
