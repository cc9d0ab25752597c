package io.tidegate.sim.lx106.chip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FlashTest {
  private static final int COMMAND = 0x60000200;
  private static final int ADDRESS = 0x60000204;
  private static final int STATUS = 0x60000210;
  private static final int WORD = 0x60000240;
  private static final int WRITE_ENABLE = 1 << 30;
  private static final int READ_STATUS = 1 << 27;
  private static final int PROGRAM = 1 << 25;
  private static final int ERASE_SECTOR = 1 << 24;

  private final Flash flash = Flash.erased(1 << 20);

  @Test
  void programmingOnlyClearsBitsAndASectorIsErasedWhole() {
    flash.program(0x1ffe, new byte[] {0x0f, (byte) 0xf0, 0x55});
    flash.program(0x1ffe, new byte[] {(byte) 0xfc, 0x7f, (byte) 0xff});
    assertEquals(0x0c, flash.read(0x1ffe));
    assertEquals(0x70, flash.read(0x1fff));
    assertEquals(0x55, flash.read(0x2000));
    flash.eraseSector(0x1abc);
    assertEquals(0xff, flash.read(0x1ffe));
    assertEquals(0x55, flash.read(0x2000), "the next sector keeps what it has");
    assertEquals(1, flash.erasedSectors());
    flash.eraseBlock(0x2000);
    assertEquals(0xff, flash.read(0x2000));
  }

  @Test
  void beyondTheEndNothingIsProgrammed() {
    assertFalse(flash.program(flash.size() - 1, new byte[2]));
    assertFalse(flash.program(-1, new byte[2]));
    assertEquals(0xff, flash.read(flash.size() - 1));
    assertEquals(flash.read(0), flash.read(flash.size()), "it begins again");
  }

  @Test
  void pastAPagesEndItGoesOnAtThePagesBeginning() {
    byte[] data = new byte[4];
    flash.programPage(0x12fe, data);
    assertArrayEquals(new int[] {0, 0}, new int[] {flash.read(0x12fe), flash.read(0x1200)});
    assertEquals(0xff, flash.read(0x1300));
  }

  @Test
  void sizesAreThoseThatChipsHave() {
    assertEquals(0x1440ef, flash.id());
    assertEquals(0x1640ef, Flash.erased(1 << 22).id());
    Exception wrong = assertThrows(IllegalArgumentException.class, () -> Flash.erased(1_000_000));
    assertTrue(wrong.getMessage().contains("got 1000000"), wrong.getMessage());
  }

  @Test
  void commandsOfTheInterfaceReachItOnceItIsWritable() {
    Esp8266 chip = new Esp8266(flash, new Quiet());
    chip.register(ADDRESS, 8 << 24 | 0x3010);
    chip.register(WORD, 0x04030201);
    chip.register(WORD + 4, 0x08070605);
    chip.register(COMMAND, PROGRAM);
    assertEquals(0xff, flash.read(0x3010), "it was not told to be writable");
    chip.register(COMMAND, WRITE_ENABLE);
    chip.register(COMMAND, READ_STATUS);
    assertEquals(2, chip.register(STATUS));
    chip.register(COMMAND, PROGRAM);
    assertEquals(0, chip.register(COMMAND), "done");
    assertArrayEquals(
        new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, Arrays.copyOfRange(flash.bytes(), 0x3010, 0x3018));
    chip.register(ADDRESS, 0x3000);
    chip.register(COMMAND, WRITE_ENABLE);
    chip.register(COMMAND, ERASE_SECTOR);
    assertEquals(0xff, flash.read(0x3010));
    chip.register(COMMAND, READ_STATUS);
    assertEquals(0, chip.register(STATUS), "each of them closes it again");
  }

  @Test
  void theWindowShowsTheMebibyteThatIsChosen() {
    Flash large = Flash.erased(1 << 22);
    for (int part = 0; part < 4; part++) {
      large.program(part << 20, new byte[] {(byte) part, 0, 0, 0});
    }
    Esp8266 chip = new Esp8266(large, new Quiet());
    int[] choices = {0, 1 << 25, 1 << 16, 1 << 16 | 1 << 25};
    for (int part = 0; part < choices.length; part++) {
      chip.register(0x3ff0000c, choices[part]);
      assertEquals(part, chip.memory().peek32(0x40200000));
    }
  }
}
