package io.tidegate.sim.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.sim.setting.TextFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String DAY =
      """
      # the greenhouse in June
      time [min],temperature [Cel]

      1,20.5
      2,21.5
      4,-3
      """;

  private static Replay replay(String text, Replay.Between between, boolean again) {
    return new Replay(new TextFile("june.csv", text), between, again);
  }

  private static String refused(String text) {
    return assertThrows(
            IllegalArgumentException.class, () -> replay(text, Replay.Between.LINE, false))
        .getMessage();
  }

  @Test
  void goesFromValueToValueAndStaysAtTheEnds() {
    Signal replay = replay(DAY, Replay.Between.LINE, false);
    assertEquals(20.5, replay.at(0));
    assertEquals(21, replay.at(90 * SECOND));
    assertEquals(21.5, replay.at(120 * SECOND));
    assertEquals(-3, replay.at(1_000 * SECOND));
    assertEquals("Cel", replay.unit());
    assertEquals(60 * SECOND, replay.changesAfter(0));
    assertEquals(Long.MAX_VALUE, replay.changesAfter(240 * SECOND));
  }

  @Test
  void holdsEachUntilTheNextAndBeginsAnew() {
    Signal replay = replay(DAY, Replay.Between.HOLD, true);
    assertEquals(20.5, replay.at(119 * SECOND));
    assertEquals(120 * SECOND, replay.changesAfter(61 * SECOND));
    assertEquals(20.5, replay.at(240 * SECOND));
    assertEquals(21.5, replay.at(300 * SECOND));
    assertEquals(420 * SECOND, replay.changesAfter(301 * SECOND));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time,temperature;1,2|june.csv:1: expected a first line that states the units, such as"
            + " time [s],temperature [Cel]; got \"time,temperature\"",
        "time [s],t [Cel];1;2,3|june.csv:2: expected a time and a value such as 60,21.5; got \"1\"",
        "time [s],t [Cel];1,a|june.csv:2: expected a time and a value such as 60,21.5; got \"1,a\"",
        "time [s],t [Cel];1,2;1,3|june.csv:3: expected a time after the one before; got \"1\"",
        "time [s],t [Cel];;#|june.csv:3: expected at least one line with a time and a value;"
            + " got none",
        "time [h],t [];999999999999999,1|june.csv:2: expected a time of at most 146 years;"
            + " got \"999999999999999\""
      })
  void aBadLineIsToldWithFileAndNumber(String lines, String words) {
    assertEquals(words, refused(lines.replace(';', '\n')));
  }

  @Test
  void tenBadLinesAreToldAtOnceAndNoMore() {
    String text = "time [s],t [Cel]\n" + "x\n".repeat(20);
    assertEquals(10, refused(text).lines().count());
  }

  @Test
  void aRecordingThatBeginsAnewNeedsTwoLines() {
    String words =
        assertThrows(
                IllegalArgumentException.class,
                () -> replay("time [s],t [Cel]\n1,2\n", Replay.Between.LINE, true))
            .getMessage();
    assertEquals("june.csv: expected two lines at least to begin anew with; got one", words);
  }
}
