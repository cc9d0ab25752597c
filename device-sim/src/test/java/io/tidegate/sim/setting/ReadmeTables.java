package io.tidegate.sim.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The tables of device-sim's documents, for tests that hold them against the code.
public final class ReadmeTables {
  private static final List<Path> DOCUMENTS =
      List.of(Path.of("README.md"), Path.of("SCENARIOS.md"));

  private ReadmeTables() {}

  /// The rows of the table with this head, under this heading of any level, as written.
  public static List<String> rows(String heading, String head) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path each : DOCUMENTS) {
      lines.addAll(Files.readAllLines(each));
    }
    List<String> rows = new ArrayList<>();
    boolean under = false;
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith("#")) {
        under = line.replaceFirst("^#+ ", "").equals(heading);
      }
      inside = under && (inside ? line.startsWith("|") : line.equals(head));
      if (inside && !line.equals(head) && !line.startsWith("|-")) {
        rows.add(line);
      }
    }
    return rows;
  }
}
