package io.tidegate.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.record.ReplayBoard;
import io.tidegate.strict.Problem;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Recordings as boards of a scenario.
class RecordedBoardsTest {
  private static final String HEAD = "scenario: x\nlasts: 9 s\nboards:\n  now: {}\n  old: ";

  @TempDir Path folder;

  @BeforeEach
  void record() throws IOException {
    Files.writeString(
        folder.resolve("good.tgrec"),
        "tidegate-recording 1\nport a\nbaud 9600\nstarted 2026-01-01T00:00:00Z\n\n0.5 < n:1\\n\n");
    Files.writeString(
        folder.resolve("bad.tgrec"),
        "tidegate-recording 1\nport a\nbaud 9600\nstarted 2026-01-01T00:00:00Z\n\n0.5 ? n:1\n");
  }

  private Result<Scenario> parse(String text) {
    return ScenarioReader.parse(HEAD + text + "\n", folder.resolve("test.yaml"));
  }

  @Test
  void aRecordingLiesBesideTheScenarioAndIsPlayedAsItSays() {
    Result<Scenario> result = parse("{recording: good.tgrec, speed: 2.5, loop: true, count: 2}");
    Scenario scenario = ((Result.Ready<Scenario>) result).value();
    assertEquals(List.of("now", "old1", "old2"), scenario.names());
    BoardPlan old = scenario.boards().getLast();
    assertEquals(2.5, old.replay().speed());
    assertTrue(old.replay().loop());
    assertEquals(ReplayBoard.LINE_BAUD, old.baud());
    assertInstanceOf(ReplayBoard.class, old.build(1, _ -> {}).board());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{recording: none.tgrec}                      | 5: boards.old.recording: %s/none.tgrec is no file",
        "{recording: bad.tgrec}                       | 5: boards.old.recording: %s/bad.tgrec:6: ",
        "{recording: good.tgrec, speed: 0}            | boards.old.speed: expected a number from 0.01 to 1000",
        "{recording: good.tgrec, firmware: link}      | boards.old.firmware: does not belong to a board that plays a recording",
        "{recording: good.tgrec, number: false}       | boards.old.number: does not belong to a board that plays a recording",
        "{recording: good.tgrec, sensors: [{sensor: dht22}]} | boards.old: a recording has no sensors",
        "{speed: 2}                                   | boards.old.speed: stands only beside recording",
        "{loop: true}                                 | boards.old.loop: stands only beside recording",
      })
  void whatIsWrongWithOneIsToldWithItsPlace(String board, String words) {
    String told = refused(board);
    assertTrue(told.contains(words.formatted(folder)), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "expect: [{board: old, lost: 0}]               | expect[0].board: old plays a recording: what was measured then is unknown, so nothing of it can be counted; expect prints or topic",
        "expect: [{board: [now, old], arrived: 1..}]   | expect[0].board: old plays a recording",
        "faults: [{fault: crash, board: old, at: 1 s}] | faults[0].board: old plays a recording, and crash cannot befall that",
        "faults: [{fault: sensor, board: all, at: 1 s, for: 1 s}] | old plays a recording, and sensor cannot befall that",
        "faults: [{fault: wrong_baud, board: old, at: 1 s}] | old plays a recording, and wrong_baud cannot befall that",
      })
  void whatNeedsAChipOrItsMeasurementsIsRefused(String text, String words) {
    String told = refused("{recording: good.tgrec}\n" + text);
    assertTrue(told.contains(words), told);
  }

  @Test
  void whatHasALineAndPowerMayHaveTheirFaultsAndAllAreThoseThatMeasure() {
    Result<Scenario> result =
        parse(
            """
            {recording: good.tgrec}
            faults:
              - {fault: noise, board: all, at: 1 s}
              - {fault: swap, board: old, with: now, at: 1 s}
              - {fault: power_off, board: old, at: 1 s}
            expect:
              - {lost: 0}
              - {board: all, doubled: 0}
              - {board: old, prints: n}
            """);
    Scenario scenario = ((Result.Ready<Scenario>) result).value();
    assertEquals(3, scenario.wishes().size());
  }

  private String refused(String text) {
    Result<Scenario> result = parse(text);
    assertInstanceOf(Result.Refused.class, result, result::toString);
    List<Problem> problems = ((Result.Refused<Scenario>) result).problems();
    return String.join("\n", problems.stream().map(Problem::toString).toList());
  }
}
