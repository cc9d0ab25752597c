package io.tidegate.sim.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.model.Measurement;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BoardPlanTest {
  private static final long SECOND = 1_000_000_000L;

  /// What the board sends in ten seconds.
  private static String run(Built built) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    Board.Outside out =
        new Board.Outside() {
          @Override
          public void transmit(byte[] bytes, int length) {
            sent.write(bytes, 0, length);
          }

          @Override
          public void pin(int pin, int level) {}
        };
    Board board = built.board();
    board.pin(Board.RESET, 1, 0);
    board.pin(Board.POWER, 1, 0);
    long dueNanos = 0;
    while (dueNanos < 10 * SECOND) {
      dueNanos = Math.max(dueNanos + 1, board.run(dueNanos, out));
    }
    return sent.toString(ISO_8859_1);
  }

  private static Built built(String name, FirmwareKind kind, long seed) {
    return BoardPlan.of(name, kind, kind.usualChip(), SECOND).build(seed, _ -> {});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON|(?s).*\\r\\n\\{\"device_id\":\"b\",\"n\":1,\"temperature\":-?\\d+\\.\\d\\d,"
            + "\"humidity\":\\d+\\.\\d}\\r\\n.*",
        "KEY_VALUE|(?s)n=1 temperature=-?\\d+\\.\\d\\d humidity=\\d+\\.\\d\\r\\nn=2 .*",
        "PLOTTER|(?s)n:1,temperature:-?\\d+\\.\\d\\d,humidity:\\d+\\.\\d\\r\\nn:2,.*",
        "CSV|(?s)n,temperature,humidity\\r\\n1,-?\\d+\\.\\d\\d,\\d+\\.\\d\\r\\n2,.*",
        "LINK|(?s).*~1H b .*"
      })
  void eachKindSpeaksItsLanguage(FirmwareKind kind, String shape) {
    String sent = run(built("b", kind, 1));
    assertTrue(sent.matches(shape), sent);
  }

  static List<FirmwareKind> onPorts() {
    return FirmwareKind.onPorts();
  }

  @ParameterizedTest
  @MethodSource("onPorts")
  void nameAndSeedGiveTheSameBytesAndOthersDoNot(FirmwareKind kind) {
    String once = run(built("b", kind, 1));
    assertEquals(once, run(built("b", kind, 1)));
    assertNotEquals(once, run(built("b", kind, 2)));
    assertNotEquals(once, run(built("c", kind, 1)));
  }

  @Test
  void everyMeasurementIsWitnessedAndALinkBoardHoldsItUntilItIsSafe() {
    List<Measurement> seen = new ArrayList<>();
    Built board =
        BoardPlan.of("b", FirmwareKind.LINK, ChipKind.ESP8266, SECOND).build(1, seen::add);
    run(board);
    assertEquals(9, seen.size());
    assertEquals(9, board.held());
    assertEquals(9, board.model().measured());
    board.model().stop();
    assertEquals(Long.MAX_VALUE, board.model().dueNanos());
  }

  @Test
  void whatNeedsWifiIsNoBoardOfAPortAlone() {
    BoardPlan plan = BoardPlan.of("b", FirmwareKind.WIFI_RIGHT, ChipKind.ESP8266, SECOND);
    assertThrows(IllegalArgumentException.class, () -> plan.build(1, _ -> {}));
  }
}
