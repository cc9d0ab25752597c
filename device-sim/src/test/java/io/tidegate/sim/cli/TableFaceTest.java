package io.tidegate.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.WifiStatus;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.sim.stage.Glance;
import io.tidegate.strict.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The table of `tidegate-sim run`, as it stands on a screen of 80 columns and 24 lines.
class TableFaceTest {
  private static final String LINE = "{\"device_id\":\"kitchen\",\"n\":12,\"temperature\":21.50}";

  private final StringWriter drawn = new StringWriter();
  private final TableFace face = new TableFace(new PrintWriter(drawn));

  private static Scenario scenario(String boards) {
    Result<Scenario> result =
        ScenarioReader.parse(
            "scenario: a bench\nlasts: 1 min\nboards: {" + boards + "}\n", Path.of("a.yaml"));
    return (Scenario) assertInstanceOf(Result.Ready.class, result).value();
  }

  private static RunPicture.Row row(String board, boolean plugged, String... faults) {
    return new RunPicture.Row(
        new Glance(board, null, plugged, plugged, 12, 0, List.of(), LINE),
        7,
        5,
        0,
        List.of(faults));
  }

  private static void assertFits(List<String> lines) {
    lines.forEach(line -> assertTrue(line.length() <= 80, line));
    assertTrue(lines.size() <= 23, "lines: " + lines.size());
  }

  @Test
  void showsEachBoardWithWhatItRunsAndWhatIsWrong() {
    Scenario scenario = scenario("cellar: {firmware: link}, kitchen: {}");
    face.begins(scenario, Path.of("/run/user/1000/tidegate-sim/NAME"), 18830);
    face.told(3_000_000_000L, "unplug of cellar for 5 s");
    List<String> lines =
        face.lines(
            new RunPicture(
                4_000_000_000L,
                List.of(
                    row("cellar", false, "unplug", "silence", "bad_line"), row("kitchen", true)),
                List.of("refuse"),
                1,
                true));
    assertFits(lines);
    assertEquals("a bench, seed 1, 4 s", lines.get(0));
    assertEquals(
        "ports  /run/user/1000/tidegate-sim/NAME   broker by 127.0.0.1:18830", lines.get(1));
    assertEquals("network  refuse", lines.get(2));
    assertEquals("  BOARD   RUNS LINK  MEASURED  ARRIVED FAULTS         LAST LINE", lines.get(4));
    assertEquals(
        "  cellar  link GONE        12        7 unplug,silen.. {\"device_id\":\"kitchen\",\"n\"",
        lines.get(5));
    assertTrue(lines.get(6).startsWith("> kitchen json open        12        7  "), lines.get(6));
    assertEquals("      3 s  unplug of cellar for 5 s", lines.get(8));
    assertTrue(lines.getLast().endsWith("q quit"));
  }

  @Test
  void withoutABrokerNothingIsSaidOfArrivals() {
    face.begins(scenario("kitchen: {}"), Path.of("/p/NAME"), 0);
    List<String> lines =
        face.lines(new RunPicture(0, List.of(row("kitchen", true)), List.of(), 0, false));
    assertFits(lines);
    assertEquals("network  no broker is known (--broker)", lines.get(2));
    assertEquals("  BOARD   RUNS LINK  MEASURED FAULTS         LAST LINE", lines.get(4));
  }

  @Test
  void theChosenBoardIsSeenAmongHundredsAndLongNamesAreCut() {
    face.begins(scenario("a-board-with-quite-a-long-name: {count: 500}"), Path.of("/p/NAME"), 1);
    List<RunPicture.Row> rows = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      rows.add(row("a-board-with-quite-a-long-name" + i, true));
    }
    face.told(0, "x".repeat(200));
    for (int chosen : new int[] {0, 250, 499}) {
      List<String> lines = face.lines(new RunPicture(0, rows, List.of(), chosen, true));
      assertFits(lines);
      assertEquals(1, lines.stream().filter(line -> line.startsWith("> a-board-with-q")).count());
      assertTrue(lines.contains("  and 487 more"), lines::toString);
    }
  }

  @Test
  void aBoardIsShownByWhatItIsHeardBy() {
    List<RunPicture.Row> rows =
        List.of(
            heard("open", null, true, true),
            heard("closed", null, true, false),
            heard("gone", null, false, false),
            heard("garden", WifiStatus.CONNECTED, true, false),
            heard("away", WifiStatus.NO_SSID_AVAILABLE, true, false));
    List<String> lines =
        face.lines(new RunPicture(0, rows, List.of("refuse", "wifi_off"), 0, true));
    assertEquals(
        List.of("> open open", "closed -", "gone GONE", "garden wifi", "away OUT"),
        lines.subList(5, 5 + rows.size()).stream()
            .map(row -> row.strip().replaceAll(" +", " ").replaceFirst(" 12 7.*", ""))
            .toList());
    assertEquals("network  refuse, wifi_off", lines.get(2));
  }

  private static RunPicture.Row heard(
      String board, WifiStatus wifi, boolean plugged, boolean opened) {
    return new RunPicture.Row(
        new Glance(board, wifi, plugged, opened, 12, 0, List.of(), LINE), 7, 5, 0, List.of());
  }

  @Test
  void theDoorsOfTheChosenBoardAreShown() {
    Door far = new Door("TCP", 80, "127.0.0.1:40123, as 8080 is taken");
    Door own = new Door("UDP", 53, "192.168.4.1", "127.0.0.1:8053");
    Glance garden =
        new Glance("garden", WifiStatus.CONNECTED, true, false, 0, 0, List.of(far, own), "");
    List<RunPicture.Row> rows =
        List.of(row("cellar", true), new RunPicture.Row(garden, 0, 0, 0, List.of()));
    assertEquals("", face.lines(new RunPicture(0, rows, List.of(), 0, true)).get(3));
    List<String> lines = face.lines(new RunPicture(0, rows, List.of(), 1, true));
    assertFits(lines);
    assertEquals("doors  TCP 80 at 127.0.0.1:40123, UDP 53 at 127.0.0.1:8053", lines.get(3));
  }

  @Test
  void theCursorIsSeenAgainAtTheEnd() {
    face.close();
    assertTrue(drawn.toString().endsWith("\u001b[?25h"), drawn::toString);
  }
}
