package io.tidegate.sim.fleet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.model.Measurement;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VirtualBoardTest {
  private static final long SECOND = 1_000_000_000L;

  /// What the board sends in ten seconds.
  private static String run(VirtualBoard virtual) {
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
    Board board = virtual.board();
    board.pin(Board.RESET, 1, 0);
    board.pin(Board.POWER, 1, 0);
    long dueNanos = 0;
    while (dueNanos < 10 * SECOND) {
      dueNanos = Math.max(dueNanos + 1, board.run(dueNanos, out));
    }
    return sent.toString(ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON|(?s).*\\r\\n\\{\"device_id\":\"b\",\"n\":1,\"temperature\":-?\\d+\\.\\d\\d,"
            + "\"humidity\":\\d+\\.\\d}\\r\\n.*",
        "KEYVALUE|(?s)n:1,temperature:-?\\d+\\.\\d\\d,humidity:\\d+\\.\\d\\r\\nn:2,.*",
        "CSV|(?s)n,temperature,humidity\\r\\n1,-?\\d+\\.\\d\\d,\\d+\\.\\d\\r\\n2,.*",
        "LINK|(?s).*~1H b .*"
      })
  void eachKindSpeaksItsLanguage(Kind kind, String shape) {
    String sent = run(new VirtualBoard("b", kind, SECOND, 1, _ -> {}));
    assertTrue(sent.matches(shape), sent);
  }

  @ParameterizedTest
  @EnumSource
  void nameAndSeedGiveTheSameBytesAndOthersDoNot(Kind kind) {
    String once = run(new VirtualBoard("b", kind, SECOND, 1, _ -> {}));
    assertEquals(once, run(new VirtualBoard("b", kind, SECOND, 1, _ -> {})));
    assertNotEquals(once, run(new VirtualBoard("b", kind, SECOND, 2, _ -> {})));
    assertNotEquals(once, run(new VirtualBoard("c", kind, SECOND, 1, _ -> {})));
  }

  @Test
  void everyMeasurementIsWitnessedAndALinkBoardHoldsItUntilItIsSafe() {
    List<Measurement> seen = new ArrayList<>();
    VirtualBoard board = new VirtualBoard("b", Kind.LINK, SECOND, 1, seen::add);
    run(board);
    assertEquals(9, seen.size());
    assertEquals(9, board.held());
    assertEquals(9, board.model().measured());
    board.model().stop();
    assertEquals(Long.MAX_VALUE, board.model().dueNanos());
  }
}
