package io.tidegate.sim.lx106.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ElfTest {
  private static final int CODE_AT = 84;
  private static final int NAMES_AT = 92;
  private static final int SYMBOLS_AT = 104;
  private static final int SECTIONS_AT = 136;

  /// A program of eight bytes with a function called `setup`.
  private static byte[] small() {
    ByteBuffer file = ByteBuffer.allocate(SECTIONS_AT + 3 * 40).order(ByteOrder.LITTLE_ENDIAN);
    file.put(0, new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1});
    file.putShort(16, (short) 2).putShort(18, (short) 94).putInt(20, 1);
    file.putInt(24, 0x40100004).putInt(28, 52).putInt(32, SECTIONS_AT);
    file.putShort(40, (short) 52).putShort(42, (short) 32).putShort(44, (short) 1);
    file.putShort(46, (short) 40).putShort(48, (short) 3);
    file.putInt(52, 1).putInt(56, CODE_AT).putInt(60, 0x40100000).putInt(64, 0x40100000);
    file.putInt(68, 8).putInt(72, 100);
    file.put(CODE_AT, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    file.put(NAMES_AT, "\0setup\0".getBytes(ISO_8859_1));
    int symbol = SYMBOLS_AT + 16;
    file.putInt(symbol, 1).putInt(symbol + 4, 0x40100004).putInt(symbol + 8, 3);
    file.put(symbol + 12, (byte) 0x12).putShort(symbol + 14, (short) 1);
    section(file, 1, 2, SYMBOLS_AT, 32, 2);
    section(file, 2, 3, NAMES_AT, 7, 0);
    return file.array();
  }

  private static void section(ByteBuffer file, int number, int type, int at, int size, int link) {
    int header = SECTIONS_AT + 40 * number;
    file.putInt(header + 4, type).putInt(header + 16, at).putInt(header + 20, size);
    file.putInt(header + 24, link);
  }

  @Test
  void tellsWhereItBeginsWhatIsInMemoryAndItsNames() throws BadImage {
    Elf elf = Elf.read(small());
    assertEquals(0x40100004, elf.entry());
    assertEquals(1, elf.segments().size());
    assertEquals(0x40100000, elf.segments().getFirst().address());
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, elf.segments().getFirst().bytes());
    assertEquals(List.of(new Elf.Symbol("setup", 0x40100004, 3, true)), elf.symbols());
  }

  @Test
  void saysWhatWasExpectedAndWhatCame() {
    byte[] file = small();
    file[18] = 40;
    BadImage arm = assertThrows(BadImage.class, () -> Elf.read(file));
    assertTrue(arm.getMessage().endsWith("Xtensa (94), got one for machine 40"), arm.getMessage());
    byte[] relocatable = small();
    relocatable[16] = 1;
    BadImage object = assertThrows(BadImage.class, () -> Elf.read(relocatable));
    assertTrue(object.getMessage().contains("a linked program"), object.getMessage());
    BadImage text =
        assertThrows(BadImage.class, () -> Elf.read("void setup() {}".getBytes(ISO_8859_1)));
    assertTrue(text.getMessage().contains("expected an ELF file"), text.getMessage());
  }

  @Test
  void aFileThatIsCutAnywhereIsNoProgram() {
    byte[] file = small();
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(BadImage.class, () -> Elf.read(cut), "cut to " + length);
    }
  }

  @Test
  void noFileThrowsAnythingElse() {
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] file = small();
      for (int i = random.nextInt(6); i >= 0; i--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      try {
        assertTrue(Elf.read(file).segments().size() > 0);
      } catch (BadImage e) {
        assertTrue(!e.getMessage().isEmpty());
      }
    }
  }
}
