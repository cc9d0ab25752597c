package io.tidegate.sim.lx106.rom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.sim.lx106.core.Memory;

/// What the ROM keeps in data memory, where programs look for it.
///
/// Facts: addresses from the public linker script (`eagle.rom.addr.v6.ld`) and from what the
/// functions are described to read (`esp8266_undocumented.h` of the Arduino core); the flash
/// chip's record is `SpiFlashChip` in `spi_flash.h`; the exception tables are those of the public
/// XTOS sources.
final class Data {
  /// Where the vector of an exception goes on, by its cause.
  static final int EXCEPTIONS = 0x3fffc000;

  /// Handlers in C, by the cause.
  static final int HANDLERS = 0x3fffc100;

  static final int CAUSES = 64;

  /// Interrupts that are on, and those that the running handler lets through.
  static final int INTERRUPTS_ON = 0x3fffc200;

  static final int INTERRUPTS_ALLOWED = 0x3fffc204;

  /// Handler and argument of interrupt 14 first, of 0 last.
  static final int INTERRUPT_HANDLERS = 0x3fffc20c;

  static final int MEGAHERTZ = 0x3fffc704;
  static final int FLASH_POINTER = 0x3fffc714;
  static final int FLASH = 0x3fffc718;
  static final int RADIO_FUNCTIONS = 0x3fffc730;
  static final int USER_START = 0x3fffdcd0;
  static final int PUTC1 = 0x3fffdd48;
  static final int PUTC2 = 0x3fffdd4c;
  static final int TIMERS = 0x3fffddb0;
  static final int TIMER_QUEUE = 0x3fffddc0;
  static final int UART = 0x3fffde10;

  /// In that record: how large the room for what comes is, where it is, where it is written and
  /// read.
  private static final int UART_RECEIVED = UART + 24;

  private static final int RECEIVED_BYTES = 0x100;

  /// Where it is is ours to choose.
  private static final int RECEIVED = 0x3fffd900;

  /// The serial port that texts go to.
  static final int UART_OF_TEXTS = 0x3fffde50;

  static final int LOWER_DIGITS = 0x3fffd848;
  static final int UPPER_DIGITS = 0x3fffd85c;
  static final int NULL_TEXT = 0x3fffd870;

  private static final int FROM = 0x3fffc000;
  private static final int TO = 0x3fffe000;
  private static final int RADIO_WORDS = 128;

  /// Which of them reads bits of the radio's analogue part.
  private static final int READS_ANALOGUE = 37;

  private Data() {}

  /// Everything as the ROM leaves it when it starts a program.
  static void reset(Memory memory, int flashId, int flashBytes) {
    memory.poke(FROM, new byte[TO - FROM]);
    for (int cause = 0; cause < CAUSES; cause++) {
      memory.poke32(EXCEPTIONS + 4 * cause, Places.UNHANDLED_EXCEPTION);
      memory.poke32(HANDLERS + 4 * cause, Places.NO_HANDLER);
    }
    memory.poke32(EXCEPTIONS + 4, Places.SYSCALL_HANDLER);
    memory.poke32(EXCEPTIONS + 4 * 4, Places.INTERRUPT_HANDLER);
    memory.poke32(INTERRUPTS_ALLOWED, -1);
    for (int i = 0; i < Interrupts.COUNT; i++) {
      memory.poke32(INTERRUPT_HANDLERS + 8 * i, Places.UNHANDLED_INTERRUPT);
      memory.poke32(INTERRUPT_HANDLERS + 8 * i + 4, Interrupts.COUNT - 1 - i);
    }
    // after power-up the crystal's 26 MHz are what the processor runs at twice
    memory.poke32(MEGAHERTZ, 52);
    memory.poke32(FLASH_POINTER, FLASH);
    int[] flash = {flashId, flashBytes, 0x10000, 0x1000, 0x100, 0xffff};
    for (int i = 0; i < flash.length; i++) {
      memory.poke32(FLASH + 4 * i, flash[i]);
    }
    for (int i = 0; i < RADIO_WORDS; i++) {
      memory.poke32(RADIO_FUNCTIONS + 4 * i, Places.RADIO_FUNCTION);
    }
    memory.poke32(
        RADIO_FUNCTIONS + 4 * READS_ANALOGUE, PublicAddresses.ALL.get("rom_i2c_readReg_Mask"));
    memory.poke32(PUTC1, Places.UART_PUTC);
    Aes.tables(memory);
    int[] received = {RECEIVED_BYTES, RECEIVED, RECEIVED, RECEIVED};
    for (int i = 0; i < received.length; i++) {
      memory.poke32(UART_RECEIVED + 4 * i, received[i]);
    }
    memory.poke(LOWER_DIGITS, "0123456789abcdef".getBytes(ISO_8859_1));
    memory.poke(UPPER_DIGITS, "0123456789ABCDEF".getBytes(ISO_8859_1));
    memory.poke(NULL_TEXT, "<null>".getBytes(ISO_8859_1));
  }
}
