package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally(List.of("a", "b"));

  private Tally.Count count(int board) {
    return tally.counts().get(board);
  }

  @Test
  void whatWasSentAndDidNotArriveIsLostAndNamed() {
    for (int i = 1; i <= 10; i++) {
      tally.sent("a", i);
    }
    tally.delivered("a", 1, "one");
    tally.delivered("a", 4, "four");
    assertEquals(new Tally.Count("a", 10, 2, 0, 0, List.of(2, 3, 5, 6, 7), "four"), count(0));
    assertEquals(new Tally.Count("b", 0, 0, 0, 0, List.of(), ""), count(1));
  }

  @Test
  void arrivedTwiceIsDeliveredOnceAndRepeatedOnce() {
    tally.sent("a", 7);
    tally.delivered("a", 7, "x");
    tally.delivered("a", 7, "x");
    assertEquals(new Tally.Count("a", 1, 1, 1, 0, List.of(), "x"), count(0));
  }

  @Test
  void aReadingOfOneBoardDoesNotStandForAnothers() {
    tally.sent("a", 7);
    tally.delivered("b", 7, "x");
    assertEquals(List.of(7), count(0).lost());
    assertEquals(1, tally.strangers());
  }

  @Test
  void whatPerhapsNobodyReadCountsAsSentOnlyWhenItArrives() {
    tally.perhaps("a", 1);
    tally.perhaps("a", 2);
    tally.delivered("a", 2, "x");
    assertEquals(new Tally.Count("a", 1, 1, 0, 1, List.of(), "x"), count(0));
    assertEquals(0, tally.strangers());
  }

  @Test
  void whatNobodySentIsStrange() {
    tally.delivered("c", 1, "x");
    tally.delivered("a", 1, "x");
    tally.delivered("a", 99_999_999, "x");
    tally.strange();
    assertEquals(4, tally.strangers());
    assertEquals(0, count(0).delivered());
    assertThrows(IllegalArgumentException.class, () -> tally.sent("a", -1));
  }
}
