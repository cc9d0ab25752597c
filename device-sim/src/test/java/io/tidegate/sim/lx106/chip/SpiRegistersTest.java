package io.tidegate.sim.lx106.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SpiRegistersTest {
  private static final int COMMAND = 1 << 31;
  private static final int ADDRESS = 1 << 30;
  private static final int PAUSE = 1 << 29;
  private static final int IN = 1 << 28;
  private static final int OUT = 1 << 27;
  private static final int BOTH_WAYS = 1;

  private final SpiRegisters registers = new SpiRegisters();
  private String heard = "";

  /// The device answers each byte with its complement.
  private int transfer(int user) {
    registers.set(SpiRegisters.USER, user);
    return registers.transfer(
        out -> {
          heard = HexFormat.ofDelimiter(" ").formatHex(out);
          byte[] in = new byte[out.length];
          for (int i = 0; i < in.length; i++) {
            in[i] = (byte) ~out[i];
          }
          return in;
        });
  }

  private String word(int number) {
    return "%08x".formatted(registers.get(SpiRegisters.WORDS + 4 * number));
  }

  @Test
  void phasesFollowEachOther() {
    registers.set(SpiRegisters.USER_COMMAND, 7 << 28 | 0x0b);
    registers.set(SpiRegisters.ADDRESS, 0x12345600);
    registers.set(SpiRegisters.LENGTHS, 23 << 26 | 15 << 17 | 7 << 8 | 7);
    registers.set(SpiRegisters.WORDS, 0xb2a1);
    assertEquals(64, transfer(COMMAND | ADDRESS | PAUSE | OUT | IN));
    assertEquals("0b 12 34 56 00 a1 b2 00", heard);
    assertEquals("0000b2ff", word(0), "what comes in replaces as many bytes as it has");
  }

  @Test
  void bytesAndBitsMayGoTheOtherWayRound() {
    registers.set(SpiRegisters.LENGTHS, 31 << 17 | 31 << 8);
    registers.set(SpiRegisters.WORDS, 0x01020304);
    transfer(OUT | BOTH_WAYS | 1 << 11 | 1 << 10);
    assertEquals("01 02 03 04", heard);
    assertEquals("fefdfcfb", word(0));
    registers.set(SpiRegisters.WORDS, 0x01020304);
    registers.set(SpiRegisters.CONTROL, 1 << 26);
    transfer(OUT | BOTH_WAYS);
    assertEquals("20 c0 40 80", heard);
  }

  @Test
  void theUpperHalfOfTheWordsMayBeUsed() {
    registers.set(SpiRegisters.LENGTHS, 7 << 17 | 7 << 8);
    registers.set(SpiRegisters.WORDS + 32, 0x5a);
    transfer(OUT | BOTH_WAYS | 1 << 25 | 1 << 24);
    assertEquals("5a", heard);
    assertEquals("000000a5", word(8));
    assertEquals("00000000", word(0));
  }

  @Test
  void aBitTakesWhatItsDividersSay() {
    registers.set(SpiRegisters.CLOCK, 9 << 18 | 7 << 12);
    assertEquals(80, registers.bitCycles());
    registers.set(SpiRegisters.CLOCK, 1 << 31);
    assertEquals(1, registers.bitCycles());
  }
}
