package io.tidegate.sim.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayBoardTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;
  private final World world = new World(1);
  private final List<String> heard = new ArrayList<>();

  private Recording recording(String records) throws IOException {
    Path file = folder.resolve("a.tgrec");
    Files.writeString(
        file, "tidegate-recording 1\nport p\nbaud 9600\nstarted 2026-11-28T09:30:00Z\n" + records);
    return Recording.read(file);
  }

  private static final String THREE =
      """
      0.100000 < boot\\r\\n
      0.100000 > ask\\n
      0.300000 < one
      0.700001 < two
      1.000000 ! ended: its time was over
      """;

  /// What arrives at the port and when, a piece a line in [#heard].
  private Cable plugIn(ReplayBoard board) {
    Line up = new Line(ReplayBoard.LINE_BAUD, 16_384, world.chance());
    Line down = new Line(ReplayBoard.LINE_BAUD, 16_384, world.chance());
    Cable cable =
        new Cable(
            world,
            board,
            up,
            down,
            (bytes, length) ->
                heard.add(world.nowNanos() + " " + new String(bytes, 0, length, ISO_8859_1)));
    cable.pin(Board.RESET, 1);
    cable.pin(Board.POWER, 1);
    return cable;
  }

  /// The pieces of one record joined, with the time of its last byte.
  private List<String> joined() {
    List<String> whole = new ArrayList<>();
    String text = "";
    for (String each : heard) {
      text += each.substring(each.indexOf(' ') + 1);
      if (List.of("boot\r\n", "one", "two").contains(text)) {
        whole.add(each.substring(0, each.indexOf(' ')) + " " + text.strip());
        text = "";
      }
    }
    assertEquals("", text);
    return whole;
  }

  @Test
  void everyRecordIsWholeAtItsTime() throws IOException {
    ReplayBoard board = new ReplayBoard(recording(THREE), 1, false);
    plugIn(board);
    world.runTo(100 * SECOND);
    assertEquals(List.of("100000000 boot", "300000000 one", "700001000 two"), joined());
    assertEquals(1, board.rounds());
  }

  @Test
  void fasterAndSlowerKeepTheProportions() throws IOException {
    plugIn(new ReplayBoard(recording(THREE), 10, false));
    world.runTo(100 * SECOND);
    assertEquals(List.of("10000000 boot", "30000000 one", "70000100 two"), joined());
    heard.clear();
    plugIn(new ReplayBoard(recording(THREE), 0.5, false));
    world.runTo(200 * SECOND);
    assertEquals(List.of("100200000000 boot", "100600000000 one", "101400002000 two"), joined());
  }

  @Test
  void aLoopBeginsAnewWhenTheRecordedTimeIsOver() throws IOException {
    ReplayBoard board = new ReplayBoard(recording(THREE), 1, true);
    plugIn(board);
    world.runTo(2 * SECOND + 200_000_000);
    assertEquals(
        List.of(
            "100000000 boot",
            "300000000 one",
            "700001000 two",
            "1100000000 boot",
            "1300000000 one",
            "1700001000 two",
            "2100000000 boot"),
        joined());
    assertEquals(2, board.rounds());
  }

  @Test
  void aResetOrNewPowerBeginsAnew() throws IOException {
    Cable cable = plugIn(new ReplayBoard(recording(THREE), 1, false));
    world.runTo(500_000_000);
    cable.pin(Board.RESET, 0);
    world.runTo(SECOND);
    cable.pin(Board.RESET, 1);
    world.runTo(SECOND + 400_000_000);
    cable.pin(Board.POWER, 0);
    world.runTo(2 * SECOND);
    cable.pin(Board.POWER, 1);
    world.runTo(9 * SECOND);
    assertEquals(
        List.of(
            "100000000 boot",
            "300000000 one",
            "1100000000 boot",
            "1300000000 one",
            "2100000000 boot",
            "2300000000 one",
            "2700001000 two"),
        joined());
  }

  /// A hundred reads of 4,000 bytes at one instant: nothing may be lost on the line.
  @Test
  void whatIsFasterThanTheLineComesLaterButWhole() throws IOException {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      records.append("1 < ").append(String.valueOf((char) ('a' + i % 26)).repeat(4_000));
      records.append('\n');
    }
    plugIn(new ReplayBoard(recording(records.toString()), 1_000, false));
    world.runTo(100 * SECOND);
    StringBuilder all = new StringBuilder();
    heard.forEach(each -> all.append(each.substring(each.indexOf(' ') + 1)));
    assertEquals(400_000, all.length());
    for (int i = 0; i < 100; i++) {
      assertEquals((char) ('a' + i % 26), all.charAt(i * 4_000 + 3_999));
    }
  }

  @Test
  void aLoopOfNothingDoesNotSpin() throws IOException {
    ReplayBoard board = new ReplayBoard(recording(""), 1_000, true);
    plugIn(board);
    world.runTo(SECOND);
    assertEquals(1_000, board.rounds());
    assertTrue(heard.isEmpty());
  }

  @Test
  void aSpeedThatCannotBeIsRefused() throws IOException {
    Recording recording = recording(THREE);
    for (double speed : new double[] {0, -1, 0.009, 1_001, Double.NaN}) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> new ReplayBoard(recording, speed, false));
      assertEquals("expected a speed of 0.01 to 1000, got " + speed, refused.getMessage());
    }
  }
}
