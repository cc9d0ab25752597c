package io.tidegate.sim.scenario;

import io.tidegate.sim.record.Recording;
import io.tidegate.sim.record.RecordingException;
import io.tidegate.strict.Key;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Boards that play a recording, as a scenario describes them.
final class Replays {
  private static final List<Key<?>> OF_CHIPS =
      List.of(
          ScenarioKeys.FIRMWARE,
          ScenarioKeys.CHIP,
          ScenarioKeys.EVERY,
          ScenarioKeys.BAUD,
          ScenarioKeys.RING,
          ScenarioKeys.MILLIS,
          ScenarioKeys.DRIFT,
          ScenarioKeys.LEAK,
          ScenarioKeys.SKETCH,
          ScenarioKeys.LIBRARIES,
          ScenarioKeys.IMAGE,
          ScenarioKeys.MAP,
          ScenarioKeys.UPDATES,
          ScenarioKeys.DOORS,
          ScenarioKeys.UDP_DOORS,
          ScenarioKeys.WIFI);

  private final Path scenario;
  private final Problems problems;

  /// `scenario` is the file that a recording's path begins at.
  Replays(Path scenario, Problems problems) {
    this.scenario = scenario;
    this.problems = problems;
  }

  /// Null when something is wrong with it; that is told.
  BoardPlan.Replay read(Section board) {
    List<Key<?>> others = new ArrayList<>(OF_CHIPS);
    others.addAll(ScenarioKeys.FIRMWARE_SETTINGS.values());
    for (Key<?> key : others) {
      if (board.has(key)) {
        problems.add(board, key, "does not belong to a board that plays a recording");
      }
    }
    if (!board.list("sensors").isEmpty()) {
      problems.add(board, "a recording has no sensors: expected recording or sensors, got both");
    }
    Recording recording = recording(board);
    return recording == null
        ? null
        : new BoardPlan.Replay(
            recording, board.get(ScenarioKeys.REPLAY_SPEED), board.get(ScenarioKeys.LOOP));
  }

  private Recording recording(Section board) {
    String path = board.get(ScenarioKeys.RECORDING);
    if (path == null) {
      return null;
    }
    Path file = scenario.resolveSibling(path);
    try {
      if (!Files.isRegularFile(file)) {
        problems.add(board, ScenarioKeys.RECORDING, file + " is no file");
        return null;
      }
      Recording recording = Recording.read(file);
      if (!recording.torn().isEmpty()) {
        problems.warn(board, ScenarioKeys.RECORDING, recording.torn());
      }
      return recording;
    } catch (RecordingException e) {
      problems.add(board, ScenarioKeys.RECORDING, e.getMessage());
    } catch (IOException e) {
      problems.add(board, ScenarioKeys.RECORDING, file + " cannot be read: " + e);
    }
    return null;
  }

  /// Tells what stands beside a board that measures and is about recordings.
  static void misplaced(Section board, Problems problems) {
    for (Key<?> key : List.<Key<?>>of(ScenarioKeys.REPLAY_SPEED, ScenarioKeys.LOOP)) {
      if (board.has(key)) {
        problems.add(board, key, "stands only beside recording");
      }
    }
  }
}
