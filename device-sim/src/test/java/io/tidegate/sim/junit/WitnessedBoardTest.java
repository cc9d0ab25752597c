package io.tidegate.sim.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessedBoardTest {
  private final List<String> unsaid = new ArrayList<>();
  private final WitnessedBoard board =
      new WitnessedBoard(
          new WitnessedBoard.Silent(),
          new WitnessedBoard.Witness() {
            @Override
            public void received(byte[] bytes, int length) {}

            @Override
            public void unsaid(int bytes, String why) {
              unsaid.add(bytes + " " + why);
            }
          });

  /// A line that only the test empties.
  private final Line line = new Line();

  private static final class Line implements Board.Outside {
    int underWay;
    int most;

    @Override
    public void transmit(byte[] bytes, int length) {
      underWay += length;
      most = Math.max(most, underWay);
    }

    @Override
    public void pin(int pin, int level) {}

    @Override
    public int underWay() {
      return underWay;
    }
  }

  private void power(int level) {
    board.pin(Board.POWER, level, 0);
  }

  @Test
  void whatTheLineDoesNotTakeYetWaitsAndNothingIsLost() {
    power(1);
    assertEquals("", board.say(new byte[50_000]));
    assertEquals("", board.say(new byte[50_001]));
    int arrived = 0;
    long nanos = 0;
    while (nanos != Long.MAX_VALUE) {
      nanos = board.run(nanos, line);
      arrived += line.underWay;
      line.underWay = 0;
    }
    assertEquals(100_001, arrived);
    assertTrue(line.most < 8_192, "" + line.most);
    assertTrue(unsaid.isEmpty(), unsaid::toString);
  }

  @Test
  void withoutPowerItRefusesAndWhatStillWaitedIsTold() {
    String refusal = "expected power to say something, got a board without";
    assertEquals(refusal, board.say(new byte[1]));
    power(1);
    board.say(new byte[20_000]);
    board.run(0, line);
    int left = 20_000 - line.underWay;
    power(0);
    assertEquals(refusal, board.say(new byte[1]));
    power(1);
    board.say(new byte[30]);
    board.pin(Board.RESET, 0, 0);
    board.pin(Board.RESET, 1, 0);
    assertEquals(List.of(left + " no power", "30 reset"), unsaid);
    assertEquals(Long.MAX_VALUE, board.run(0, line));
    assertEquals(20_000 - left, line.underWay);
  }

  @Test
  void moreThanAMegabyteIsRefusedWhole() {
    power(1);
    assertEquals("", board.say(new byte[WitnessedBoard.MOST_BYTES]));
    assertEquals(
        "expected at most 1048576 bytes to be said, got 1 and 1048576 before them that still wait",
        board.say(new byte[1]));
    power(0);
    assertEquals(List.of("1048576 no power"), unsaid);
  }
}
