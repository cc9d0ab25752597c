package io.tidegate.sim.lx106.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sim.lx106.core.Processor.Stop;
import org.junit.jupiter.api.Test;

class FlashBytesTest {
  private static final int SIZE = 1 << 20;
  private static final int PART = 1 << 16;

  @Test
  void whatIsWrittenToOneErasedFlashIsInNoOther() {
    FlashBytes one = FlashBytes.erased(SIZE);
    FlashBytes other = FlashBytes.erased(SIZE);
    one.set(PART - 1, 7);
    one.set(PART, 0x1ff);
    byte[] found = new byte[3];
    one.get(PART - 1, found);
    assertArrayEquals(new byte[] {7, -1, -1}, found);
    assertEquals(0xff, other.get(PART - 1));
    one.fill(0, PART, (byte) -1);
    assertEquals(0xff, one.get(PART - 1));
  }

  /// `movi a5, 9` with a byte in one part and two in the next; then `break`.
  @Test
  void anInstructionMayLieInTwoParts() {
    FlashBytes flash = FlashBytes.erased(SIZE);
    Memory memory = new Memory(flash);
    Processor processor = new Processor(memory, Translations.none());
    int at = Memory.WINDOW + PART - 1;
    byte[] program = {0x52, (byte) 0xa0, 9, 0, 0x40, 0};
    assertEquals(program.length, memory.poke(at, program));
    processor.reset(at);
    assertEquals(Stop.BREAK, processor.run(100));
    assertEquals(9, processor.a(5));
    assertEquals(0x52, flash.get(PART - 1));
  }
}
