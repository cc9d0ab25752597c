package io.tidegate.gateway.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The planted defects of `src/test/defects` still fit the code, so that `.ci/defects` plants what
/// it says.
class DefectPatchesTest {
  private static final Path FOLDER = Path.of("src/test/defects");
  private static final int LEAST = 14;

  @Test
  void everyPatchStillApplies() throws IOException {
    List<Path> patches;
    try (Stream<Path> files = Files.list(FOLDER)) {
      patches = files.filter(each -> each.toString().endsWith(".patch")).sorted().toList();
    }
    assertTrue(patches.size() >= LEAST, patches.size() + " planted defects");
    List<String> broken = new ArrayList<>();
    for (Path patch : patches) {
      check(patch, broken);
    }
    assertEquals(List.of(), broken, "hunks that do not fit any more");
  }

  /// Each hunk's old lines stand in the file it names, one behind the other.
  private static void check(Path patch, List<String> broken) throws IOException {
    String source = "";
    StringBuilder old = new StringBuilder();
    int hunks = 0;
    for (String line : Files.readAllLines(patch)) {
      if (line.startsWith("@@") || line.startsWith("diff ")) {
        settle(patch, source, old, broken);
        hunks += line.startsWith("@@") ? 1 : 0;
      } else if (line.startsWith("+++ b/gateway/")) {
        source = Files.readString(Path.of(line.substring("+++ b/gateway/".length())));
      } else if (hunks > 0
          && (line.startsWith(" ") || line.startsWith("-"))
          && !line.startsWith("--- a/")) {
        old.append(line.substring(1)).append('\n');
      }
    }
    settle(patch, source, old, broken);
    assertTrue(hunks > 0, () -> patch + " changes nothing");
  }

  private static void settle(Path patch, String source, StringBuilder old, List<String> broken) {
    if (!source.contains(old)) {
      broken.add(patch.getFileName() + ": " + old);
    }
    old.setLength(0);
  }
}
