package io.tidegate.sim.lx106.rom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.core.Memory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the ROM does with the parts of the chip: flash, serial port, pins, watchdog, lists for DMA.
@Tag("lx106")
class RomPartsTest {
  private static final int HERE = Called.FREE;
  private static final int THERE = Called.FREE + 0x1000;
  private static final int GPIO = 0x60000300;
  private static final long MILLISECOND = Esp8266.HERTZ / 1000;

  private final Called rom = new Called();
  private final Esp8266 chip = rom.chip;
  private final Memory memory = chip.memory();

  @Test
  void flashIsErasedProgrammedAndReadInItsTime() {
    rom.hex(HERE, "00112233445566778899aabbccddeeff");
    long before = chip.cycles();
    assertEquals(0, rom.call("SPIEraseSector", 3));
    assertTrue(chip.cycles() - before > 20 * MILLISECOND, "erasing takes its time");
    assertEquals(0, rom.call("SPIWrite", 0x3010, HERE, 16));
    assertEquals(0, rom.call("SPIRead", 0x3014, THERE, 8));
    assertEquals("445566778899aabb", rom.hexAt(THERE, 8));
    rom.hex(HERE, "ffffffff");
    rom.call("SPIWrite", 0x3010, HERE, 4);
    rom.call("SPIRead", 0x3010, THERE, 4);
    assertEquals("00112233", rom.hexAt(THERE, 4), "programming sets no bits");
    rom.call("SPIEraseArea", 0x3000, 0x1000);
    rom.call("SPIRead", 0x3010, THERE, 4);
    assertEquals("ffffffff", rom.hexAt(THERE, 4));
  }

  @Test
  void whatLiesBeyondTheFlashIsRefused() {
    int size = chip.flash().size();
    assertEquals(1, rom.call("SPIRead", size - 4, THERE, 8));
    assertEquals(1, rom.call("SPIWrite", size, HERE, 4));
    assertEquals(1, rom.call("SPIWrite", 0, HERE, 3), "words only");
    assertEquals(1, rom.call("SPIEraseSector", size / Flash.SECTOR_BYTES));
    assertEquals(1, rom.call("SPIRead", -16, THERE, 4));
  }

  @Test
  void memoryIsCopiedIntoRegistersAndOutOfThem() {
    int key = 0x3ff21408;
    rom.hex(HERE, "00112233445566778899aabbccddeeff");
    assertEquals(key, rom.call("ets_memcpy", key, HERE, 16));
    assertEquals(0x77665544, chip.register(key + 4));
    rom.call("ets_memcpy", THERE, key + 4, 8);
    assertEquals("445566778899aabb", rom.hexAt(THERE, 8));
    rom.call("ets_memset", key + 5, 0, 2);
    assertEquals(0x77000044, chip.register(key + 4));
  }

  @Test
  void programsFindTheFlashChipsRecord() {
    int record = memory.peek32(0x3fffc714);
    assertEquals(chip.flash().id(), memory.peek32(record));
    assertEquals(1 << 20, memory.peek32(record + 4));
    rom.call("SPIParamCfg", 0x1640ef, 4 << 20, 0x10000, 0x1000, 0x100, 0xffff);
    assertEquals(4 << 20, memory.peek32(record + 4));
  }

  @Test
  void theWindowShowsTheMebibyteThatIsAskedFor() {
    Flash flash = Flash.erased(4 << 20);
    Esp8266 larger = new Esp8266(flash, rom);
    Rom other = new Rom(larger);
    other.put("Cache_Read_Enable", Memory.ROM + 0x8000);
    other.enter(ResetReason.POWER, 0);
    for (int i = 0; i < 4; i++) {
      flash.program(i << 20, new byte[] {(byte) (0xa0 + i)});
    }
    for (int i = 0; i < 4; i++) {
      larger.processor().call(Memory.ROM + 0x8000, i & 1, i >> 1, 1);
      assertEquals(0xa0 + i, larger.memory().peek8(Memory.WINDOW));
    }
  }

  @Test
  void lettersLeaveByThePortThatIsChosenHoweverManyThereAre() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append((char) ('a' + i % 26));
    }
    rom.put(HERE, "%s\n");
    rom.put(THERE, text.toString());
    chip.processor().pc(rom.addresses.get("ets_printf"));
    chip.processor().a(0, Places.WAIT);
    chip.processor().a(2, HERE);
    chip.processor().a(3, THERE);
    chip.run(chip.cycles() + 100 * MILLISECOND);
    assertEquals(text + "\r\n", rom.printed.toString(java.nio.charset.StandardCharsets.US_ASCII));
    rom.call("uart_buff_switch", 1);
    rom.call("ets_putc", 'x');
    chip.run(chip.cycles() + 2 * MILLISECOND);
    assertEquals(302, rom.printed.size(), "the other port has it");
  }

  @Test
  void aByteThatCameIsReadAndNoneIsSaid() {
    assertEquals(1, rom.call("uart_rx_one_char", HERE));
    chip.receive(0, (byte) 'r');
    assertEquals(0, rom.call("uart_rx_one_char", HERE));
    assertEquals('r', memory.peek8(HERE));
    chip.receive(0, (byte) 's');
    assertEquals('s', rom.call("ets_getc"));
  }

  @Test
  void pinsAreSetReadAndArmed() {
    rom.call("gpio_output_set", 1 << 4, 1 << 5, 1 << 4 | 1 << 5, 1 << 12);
    assertEquals(1 << 4, chip.register(GPIO) & (1 << 4 | 1 << 5));
    chip.pin(13, true);
    assertEquals(1 << 13 | 1 << 4, rom.call("gpio_input_get") & (1 << 13 | 1 << 4 | 1 << 5));
    rom.call("gpio_pin_wakeup_enable", 13, 5);
    assertEquals(5 << 7 | 1 << 10, chip.register(GPIO + 0x28 + 4 * 13) & (7 << 7 | 1 << 10));
    rom.call("gpio_pin_wakeup_disable");
    assertEquals(0, chip.register(GPIO + 0x28 + 4 * 13) & (7 << 7 | 1 << 10));
  }

  @Test
  void descriptorsAreChainedAndWalked() {
    // two words on the stack say where the first and the last go
    rom.call("lldesc_build_chain", HERE, 36, THERE, 250, 100, 1, HERE + 64, HERE + 68);
    assertEquals(HERE, memory.peek32(HERE + 64));
    assertEquals(HERE + 24, memory.peek32(HERE + 68));
    assertEquals(100 | 1 << 31, memory.peek32(HERE));
    assertEquals(THERE + 100, memory.peek32(HERE + 16));
    assertEquals(50 | 1 << 31, memory.peek32(HERE + 24), "what is left");
    assertEquals(0, memory.peek32(HERE + 32));
    assertEquals(HERE + 12, rom.call("lldesc_num2link", HERE, 2));
    assertEquals(HERE + 24, rom.call("lldesc_set_owner", HERE, 3, 0));
    assertEquals(50, memory.peek32(HERE + 24));
  }

  @Test
  void anAddressInHexadecimalIsReadInEachOfItsForms() {
    for (String text : new String[] {"5C:cf:7f:01:02:ff", "5c-CF-7f-01-02-FF", "5ccf7f0102ff"}) {
      rom.put(HERE, text);
      memory.poke32(THERE, 0);
      assertEquals(THERE, rom.call("ets_str2macaddr", THERE, HERE));
      assertEquals("5ccf7f0102ff", rom.hexAt(THERE, 6), text);
    }
    for (String text : new String[] {"5c:cf:7f:01:02", "5c:cf:7f:0g:02:ff", ""}) {
      rom.put(HERE, text);
      assertEquals(0, rom.call("ets_str2macaddr", THERE, HERE), text);
    }
    assertEquals(11, rom.call("ets_char2xdigit", 'B'));
    assertEquals(-1, rom.call("ets_char2xdigit", 'x'));
  }

  @Test
  void whoWaitsForTheRadiosAnaloguePartFindsItReady() {
    assertEquals(1, rom.call("rom_i2c_readReg_Mask", 98, 1, 7, 7, 7));
    assertEquals(15, rom.call("rom_i2c_readReg_Mask", 98, 1, 7, 5, 2));
    int functions = rom.call("phy_get_romfuncs");
    assertEquals(Rom.address("rom_i2c_readReg_Mask").orElseThrow(), memory.peek32(functions + 148));
    assertTrue(memory.peek32(functions + 264) != 0, "programs call even this one");
  }

  @Test
  void programsFindRoomForWhatComesOnTheSerialLine() {
    int record = rom.call("GetUartDevice");
    assertEquals(256, memory.peek32(record + 24));
    int room = memory.peek32(record + 28);
    assertEquals(room, memory.peek32(record + 32), "it is empty");
    assertEquals(room, memory.peek32(record + 36));
    assertArrayEquals(new byte[256], rom.bytes(room, 256));
  }

  @Test
  void theSpeedOfASerialLineIsNeverMeasured() {
    assertEquals(0, rom.call("uart_baudrate_detect", 0, 1));
  }

  @Test
  void chanceIsTheSameFromTheSameSeed() {
    rom.call("srand", 7);
    int first = rom.call("rand");
    int second = rom.call("rand");
    assertTrue(first >= 0 && second >= 0 && first != second);
    rom.call("srand", 7);
    assertEquals(first, rom.call("rand"));
  }

  @Test
  void theProgramEndsWithAnotherBeginning() {
    chip.processor().pc(rom.addresses.get("software_reset"));
    chip.run(chip.cycles() + MILLISECOND);
    assertEquals(ResetReason.SOFTWARE, rom.wanted);
    rom.rom.enter(ResetReason.SOFTWARE, Places.RESET);
    assertEquals(3, rom.call("rtc_get_reset_reason"));
    chip.processor().pc(Places.RESET);
    chip.run(chip.cycles() + MILLISECOND);
    assertEquals(ResetReason.RESTART, rom.wanted);
  }

  @Test
  void theWatchdogBitesWhenItIsSwitchedOnAndNotFed() {
    byte[] forEver = {(byte) 0x06, (byte) 0xff, (byte) 0xff};
    rom.put(Memory.CODE, forEver);
    rom.call("ets_wdt_enable", 4, 6, 6);
    rom.call("ets_wdt_disable");
    chip.processor().pc(Memory.CODE);
    chip.run(chip.cycles() + 500 * MILLISECOND);
    assertEquals(null, rom.wanted);
    rom.call("ets_wdt_restore", 4);
    chip.processor().pc(Memory.CODE);
    chip.run(chip.cycles() + 500 * MILLISECOND);
    assertEquals(ResetReason.WATCHDOG, rom.wanted);
  }

  @Test
  void hexDigitsAndTheTextForNothingStandWhereProgramsReadThem() {
    assertEquals("0123456789abcdef", rom.text(0x3fffd848));
    assertEquals("0123456789ABCDEF", rom.text(0x3fffd85c));
    assertEquals("<null>", rom.text(0x3fffd870));
    assertArrayEquals(new byte[4], rom.bytes(0x3fffde10, 4));
  }
}
