package io.tidegate.sim.lx106.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.core.Memory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleTest {
  private static final int SPEED = 0x3ff00014;
  private static final int FIFO = 0x60000000;
  private static final int CCOMPARE0 = 240;
  private static final int BEYOND = Esp8266.HERTZ / 1_000;

  private final Esp8266 chip = new Esp8266(Flash.erased(1 << 20), new Quiet());

  /// `waiti 0` at cycle 0, and it is cycle 100 now.
  @BeforeEach
  void waits() {
    chip.memory().poke(Memory.CODE, new byte[] {0x00, 0x70, 0x00});
    chip.reset(ResetReason.POWER, Memory.CODE);
    assertEquals(0, chip.idleUntil(BEYOND), "it has something to do");
    chip.run(100);
  }

  @Test
  void anInterruptIsWaitedForAndALittleBeyond() {
    chip.processor().special(CCOMPARE0, 5_000);
    assertEquals(5_000 + BEYOND, chip.idleUntil(BEYOND));
  }

  @Test
  void itsTimeIsThatOfTheBusWhereTheProcessorRunsTwiceAsFast() {
    chip.register(SPEED, 1);
    chip.processor().special(CCOMPARE0, 5_100);
    assertEquals(100 + 5_000 / 2 + BEYOND, chip.idleUntil(BEYOND));
  }

  @Test
  void whatLeavesTheChipIsSeenWhenItDoes() {
    chip.processor().special(CCOMPARE0, 50_000);
    chip.register(FIFO, 'x');
    long sent = chip.idleUntil(BEYOND);
    assertTrue(sent > 100 && sent < 50_000, "at " + sent);
    assertEquals(sent, chip.idleUntil(0));

    chip.processor().special(CCOMPARE0, (int) sent - 500);
    assertEquals(sent, chip.idleUntil(BEYOND), "an interrupt that nobody takes is before it");
  }

  @Test
  void nothingEverHappensToOneThatIsOff() {
    chip.processor().special(CCOMPARE0, 5_000);
    chip.stop();
    assertEquals(Peripheral.NEVER, chip.idleUntil(BEYOND));
  }
}
