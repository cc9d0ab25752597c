package io.tidegate.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.WifiStatus;
import io.tidegate.sim.stage.RealStage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableFaceTest {
  private static final long NANOS = 12_000_000_000L;
  private final TableFace face = new TableFace(new PrintWriter(new StringWriter()));

  private static RunPicture.Row wired(String board, boolean plugged, boolean opened) {
    return row(new RealStage.Glance(board, null, plugged, opened, 7, 0, "n=7"));
  }

  private static RunPicture.Row station(String board, WifiStatus status) {
    return row(new RealStage.Glance(board, status, true, false, 7, 0, "mqtt connected"));
  }

  private static RunPicture.Row row(RealStage.Glance glance) {
    return new RunPicture.Row(glance, 5, 2, 0, List.of());
  }

  private List<String> rows(RunPicture.Row... rows) {
    List<String> lines = face.lines(new RunPicture(NANOS, List.of(rows), List.of(), 0, true));
    return lines.subList(5, 5 + rows.length);
  }

  @Test
  void aBoardIsShownByWhatItIsHeardBy() {
    List<String> rows =
        rows(
            wired("open", true, true),
            wired("closed", true, false),
            wired("gone", false, false),
            station("garden", WifiStatus.CONNECTED),
            station("away", WifiStatus.NO_SSID_AVAILABLE));
    assertEquals(
        List.of("> open open", "closed -", "gone GONE", "garden wifi", "away OUT"),
        rows.stream()
            .map(row -> row.strip().replaceAll(" +", " ").replaceFirst(" 7 5.*", ""))
            .toList());
  }

  @Test
  void noScreenIsLargerThanATerminal() {
    List<RunPicture.Row> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.add(station("a-rather-long-name-" + i, WifiStatus.CONNECTED));
    }
    face.told(NANOS, "x".repeat(200));
    List<String> lines =
        face.lines(new RunPicture(NANOS, rows, List.of("refuse", "wifi_off"), 29, true));
    assertTrue(lines.size() <= TableFace.LINES, lines::toString);
    assertTrue(
        lines.stream().allMatch(line -> line.length() <= TableFace.COLUMNS), lines::toString);
    assertTrue(lines.contains("network  refuse, wifi_off"), lines::toString);
    assertTrue(lines.contains("  and 17 more"), lines::toString);
  }
}
