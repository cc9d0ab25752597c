package io.tidegate.sim.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ControlLinesTest {
  private static final long SECOND = 1_000_000_000L;

  private final Bench bench = new Bench(Chip.ESP8266, Quirks.NONE);
  private final ControlLines lines = new ControlLines(Wiring.TWO_TRANSISTORS, bench::pin);

  private void powered() {
    bench.power(true);
    bench.runTo(SECOND);
    bench.clear();
  }

  @Test
  void twoTransistorsPullOneOfThePinsOnlyWhileTheLinesDiffer() {
    String[] table = {"00 RESET 1 GPIO0 1", "11 RESET 1 GPIO0 1", "01 RESET 0 GPIO0 1"};
    for (String row : table) {
      assertEquals(row, driven(row.charAt(0) == '1', row.charAt(1) == '1'));
    }
    assertEquals("10 RESET 1 GPIO0 0", driven(true, false));
  }

  private static String driven(boolean dtr, boolean rts) {
    Map<Integer, Integer> levels = new TreeMap<>(Map.of(Board.RESET, 1, 0, 1));
    ControlLines lines = new ControlLines(Wiring.TWO_TRANSISTORS, levels::put);
    lines.dtr(dtr);
    lines.rts(rts);
    return "%d%d RESET %d GPIO0 %d"
        .formatted(dtr ? 1 : 0, rts ? 1 : 0, levels.get(Board.RESET), levels.get(0));
  }

  @Test
  void raisingBothTogetherAsTheKernelDoesAtOpenResetsNothing() {
    powered();
    lines.both(true);
    bench.runTo(2 * SECOND);
    assertEquals("", bench.all());
  }

  /// Raised, low and raised again, DTR first each time: on the way the lines differ.
  @Test
  void aPulseOnBothResetsANodeMcuIntoItsSketch() {
    powered();
    lines.dtr(true);
    lines.rts(true);
    lines.dtr(false);
    lines.rts(false);
    bench.runTo(bench.nowNanos + SECOND / 10);
    lines.dtr(true);
    lines.rts(true);
    bench.runTo(3 * SECOND);
    assertTrue(bench.all().contains("rst cause:2, boot mode:(3,"), bench.all());
    assertTrue(bench.chip.running());
  }

  /// What programs that load a sketch do: reset, then let go of it with GPIO0 held.
  @Test
  void theOrderOfALoadingProgramLeadsIntoTheLoader() {
    powered();
    lines.dtr(false);
    lines.rts(true);
    lines.dtr(true);
    lines.rts(false);
    bench.runTo(3 * SECOND);
    assertTrue(bench.all().contains("rst cause:2, boot mode:(1,"), bench.all());
    assertFalse(bench.chip.running());
    lines.dtr(false);
    lines.rts(true);
    lines.rts(false);
    bench.runTo(5 * SECOND);
    assertTrue(bench.chip.running());
  }

  @Test
  void aCapacitorResetsEachTimeDtrIsRaised() {
    Bench uno = new Bench(Chip.UNO, Quirks.NONE);
    ControlLines dtr = new ControlLines(Chip.UNO.wiring(), uno::pin);
    uno.power(true);
    uno.runTo(SECOND);
    assertEquals(1, uno.chip.starts());
    dtr.both(true);
    dtr.both(true);
    uno.runTo(10 * SECOND);
    assertEquals(2, uno.chip.starts());
    dtr.dtr(false);
    uno.runTo(20 * SECOND);
    assertEquals(2, uno.chip.starts());
    dtr.dtr(true);
    uno.runTo(30 * SECOND);
    assertEquals(3, uno.chip.starts());
    assertEquals(ResetCause.EXTERNAL, uno.chip.cause());
  }
}
