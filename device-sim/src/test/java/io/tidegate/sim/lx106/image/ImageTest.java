package io.tidegate.sim.lx106.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.chip.Flash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageTest {
  private static final String MAP =
      """
      Discarded input sections

                      0x0000000040100004                not_this_one

      Linker script and memory map

                      [!provide]                        PROVIDE (unused, 0x40000f00)
                      0x0000000040000e24                PROVIDE (ets_post = 0x40000e24)
      .text           0x0000000040100000       0x40
       .text.start    0x0000000040100004       0x20 start.o
                      0x0000000040100004                begin
                      0x40100010                WiFiClient::connect(IPAddress, unsigned short)
                      0x0000000040100024                . = ALIGN (0x4)
                      0x0000000000000001                ASSERT (0x1, fits)
                      0x000000003ffe8000                SDK_VERSION
      """;

  /// A program that begins at 0x40100004: eight bytes there, and a version in data memory.
  static byte[] program(int pad) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] code = {1, 2, 3, 4, 5, 6, 7, 8};
    byte[] data = Arrays.copyOf("2.2.9(abc1234)".getBytes(ISO_8859_1), 16);
    out.writeBytes(words(0x000002e9, 0x40100004, 0x40100000, code.length));
    out.writeBytes(code);
    out.writeBytes(words(0x3ffe8000, data.length));
    out.writeBytes(data);
    int sum = 0xef;
    for (byte[] part : List.of(code, data)) {
      for (byte each : part) {
        sum ^= each & 0xff;
      }
    }
    while (out.size() % 16 != 15) {
      out.write(0);
    }
    out.write(sum);
    out.writeBytes(new byte[Math.max(0, pad - out.size())]);
    return out.toByteArray();
  }

  private static byte[] words(int... words) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(words).forEach(bytes::putInt);
    return bytes.array();
  }

  /// A boot loader, and a program behind it whose first segment is in the flash: as the Arduino
  /// core's tool makes it.
  static byte[] arduino() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(program(0x1000));
    byte[] flash = new byte[64];
    out.writeBytes(words(0x000002e9, 0x40100000, 0x40201010, flash.length));
    out.writeBytes(flash);
    out.writeBytes(words(0x40100000, 8, 0x11111111, 0x22222222));
    while (out.size() % 16 != 15) {
      out.write(0);
    }
    out.write(0);
    byte[] file = out.toByteArray();
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int crc = crc(file);
    bytes.putInt(0x1010, file.length).putInt(0x1014, crc);
    return file;
  }

  /// Bit by bit, by the polynomial, from the highest bit on.
  private static int crc(byte[] bytes) {
    int crc = 0xffffffff;
    for (byte each : bytes) {
      for (int bit = 7; bit >= 0; bit--) {
        int top = crc >>> 31 ^ each >> bit & 1;
        crc <<= 1;
        if (top != 0) {
          crc ^= 0x04c11db7;
        }
      }
    }
    return crc;
  }

  @Test
  void aFileForTheFlashIsThereAsAWholeAndWhatBelongsIntoRamIsTold() throws BadImage {
    Image image = Image.read(program(0));
    assertEquals(0x40100004, image.entry());
    assertEquals(2, image.ram().size());
    assertEquals(0x3ffe8000, image.ram().get(1).address());
    assertEquals("2.2.9(abc1234)", image.sdkVersion());
    Flash flash = image.freshFlash(1 << 18);
    assertArrayEquals(program(0), first(flash, image.flashBytes()));
    assertEquals(0xff, flash.read(image.flashBytes()));
    assertEquals(5, flash.read(flash.size() - 4 * 4096), "the version of the radio's settings");
    assertTrue(Sdk.of(image).missing().getFirst().contains("map"), Sdk.of(image)::toString);
  }

  @Test
  void theProgramBehindTheBootLoaderIsTheOneThatIsMeant() throws BadImage {
    Image image = Image.read(arduino());
    assertEquals(0x40100000, image.entry());
    assertEquals(1, image.ram().size(), "the loader's own parts are not placed");
    assertEquals(arduino().length, image.flashBytes());
  }

  @Test
  void namesComeFromTheLinkersMap() throws BadImage {
    Image image = Image.read(program(0), MAP);
    assertEquals(0x40100004, image.address("begin").orElse(0));
    assertEquals(0x40000e24, image.address("ets_post").orElse(0));
    assertEquals("begin", image.at(0x40100007).name());
    assertEquals("WiFiClient::connect(IPAddress, unsigned short)", image.at(0x40100010).name());
    assertEquals(4, image.symbols().size(), image.symbols()::toString);
    assertFalse(image.has("unused"));
    String other = MAP.replace("40100004", "40100008");
    BadImage refused = assertThrows(BadImage.class, () -> Image.read(program(0), other));
    assertTrue(refused.getMessage().contains("another build"), refused.getMessage());
    assertThrows(BadImage.class, () -> Image.read(program(0), "nothing"));
  }

  @Test
  void aDamagedFileIsRefusedInWords() {
    byte[] flipped = program(0);
    flipped[20] ^= 1;
    BadImage sum = assertThrows(BadImage.class, () -> Image.read(flipped));
    assertTrue(sum.getMessage().contains("checksum"), sum.getMessage());
    byte[] later = arduino();
    later[0x1030] ^= 1;
    BadImage crc = assertThrows(BadImage.class, () -> Image.read(later));
    assertTrue(crc.getMessage().contains("CRC"), crc.getMessage());
    byte[] whole = program(0);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(BadImage.class, () -> Image.read(cut), "cut to " + length);
    }
    BadImage loader = assertThrows(BadImage.class, () -> Image.read(new byte[] {(byte) 0xea}));
    assertTrue(loader.getMessage().contains("give its ELF file"), loader.getMessage());
  }

  @Test
  void noFileThrowsAnythingElse() {
    int read = 0;
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      byte[] file = seed % 2 == 0 ? program(0) : arduino();
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(48) + (random.nextBoolean() && file.length > 0x1030 ? 0x1000 : 0);
        file[at] = (byte) random.nextInt();
      }
      try {
        Sdk.of(Image.read(file));
        read++;
      } catch (BadImage e) {
        assertFalse(e.getMessage().isEmpty());
      }
    }
    assertTrue(read > 3, "read: " + read);
  }

  @Test
  void aProgramThatDoesNotFitIntoTheFlashIsRefused() throws BadImage {
    Image image = Image.read(arduino());
    byte[] large = Arrays.copyOf(program(0), (1 << 18) + 1);
    Image larger = Image.read(large);
    assertThrows(IllegalArgumentException.class, () -> larger.flash(Flash.erased(1 << 18)));
    assertEquals(0x1070, image.flashBytes());
  }

  @Test
  void howLargeAFlashItWasBuiltForIsSaidByItsHeaderOrItsNames() throws BadImage {
    assertEquals(512 << 10, Image.read(program(0)).wantedFlashBytes());
    assertEquals(4 << 20, elf(0x40201010, 8, name("_EEPROM_start", 0x405fb000)).wantedFlashBytes());
    assertEquals(1 << 20, elf(0x40201010, 8, name("_EEPROM_start", 0x402fb000)).wantedFlashBytes());
    assertEquals(0, elf(0x40201010, 8).wantedFlashBytes());
    Image large = elf(0x40201010, 0xfa000, name("_EEPROM_start", 0x402fb000));
    assertEquals(0, large.wantedFlashBytes(), "its settings would lie in the program");
  }

  private static Elf.Symbol name(String name, int address) {
    return new Elf.Symbol(name, address, 0, false);
  }

  /// With so many bytes in the flash from there on, and two parts for RAM.
  private static Image elf(int flashFrom, int flashBytes, Elf.Symbol... names) {
    byte[] bytes = new byte[flashBytes];
    for (int i = 8; i < flashBytes; i++) {
      bytes[i] = (byte) i;
    }
    List<Elf.Segment> parts =
        List.of(
            new Elf.Segment(0x3ffe8000, new byte[] {1, 2, 3, 4}),
            new Elf.Segment(0x3ff00000, new byte[4]),
            new Elf.Segment(0x40100000, new byte[] {5, 6, 7, 8, 9, 10, 11, 12}),
            new Elf.Segment(flashFrom, bytes));
    return Image.of(new Elf(0x40100004, parts, List.of(names)));
  }

  @Test
  void aLinkedProgramLiesInTheFlashBehindAPlaceForTheLoaderAndIsCounted() throws BadImage {
    Image image = elf(0x40201010, 20, name("__crc_len", 0x40201010));
    Flash flash = image.freshFlash(1 << 20);
    assertArrayEquals(words(0x200200e9, 0x40201000, -1), first(flash, 12));
    FlashImage program = FlashImage.read(flash, 0x1000);
    assertEquals(0x40100004, program.entry());
    assertEquals(
        List.of(
            new FlashImage.Part(0x40201010, 0x1010, 20),
            new FlashImage.Part(0x3ffe8000, 0x102c, 4),
            new FlashImage.Part(0x40100000, 0x1038, 8)),
        program.parts());
    assertEquals(0x1050, program.end());
    assertEquals(0x1050, flash.read32(0x1010));
    byte[] all = first(flash, 0x1050);
    Arrays.fill(all, 0x1010, 0x1018, (byte) 0);
    assertEquals(crc(all), flash.read32(0x1014));
    assertEquals(0x1050, image.flashBytes());
    assertTrue(image.isIn(flash));
  }

  @Test
  void aLinkedProgramWithoutALoaderIsOneThatTheRomLoads() throws BadImage {
    Image image = elf(0x40210000, 20);
    Flash flash = image.freshFlash(4 << 20);
    FlashImage program = FlashImage.read(flash, 0);
    assertEquals(2, program.parts().size());
    assertEquals(program.written(), program.sum(flash, 1));
    assertEquals(19, flash.read(0x10013));
    assertEquals(0x10014, image.flashBytes());
    assertTrue(image.isIn(flash));
    Image noRoom = elf(0x40200010, 20);
    assertThrows(IllegalArgumentException.class, () -> noRoom.freshFlash(1 << 20));
  }

  @Test
  void whichProgramIsInAFlashIsSeenByItsBytes() {
    Image one = elf(0x40201010, 20, name("__crc_len", 0x40201010));
    Image other = elf(0x40201010, 24, name("__crc_len", 0x40201010));
    Flash flash = one.freshFlash(1 << 20);
    assertFalse(other.isIn(flash));
    flash.program(0x1010, new byte[8]);
    flash.program(0x1002, new byte[] {0});
    assertTrue(one.isIn(flash), "what tools change is not looked at");
    flash.program(0x1038, new byte[] {4});
    assertFalse(one.isIn(flash), "a byte for RAM");
    other.flash(flash);
    assertTrue(other.isIn(flash));
    assertFalse(one.isIn(flash));
    flash.eraseSector(0x1000);
    assertFalse(other.isIn(flash));
  }

  @Test
  void aFileForTheFlashIsRecognisedWhateverIsBeforeIt() throws BadImage {
    Image image = Image.read(arduino());
    Flash flash = image.freshFlash(1 << 20);
    assertTrue(image.isIn(flash));
    flash.eraseSector(0);
    assertTrue(image.isIn(flash));
    flash.program(0x1058, new byte[1]);
    assertFalse(image.isIn(flash));
  }

  @Test
  void whatIsBesideAProgramStays() {
    Flash flash = elf(0x40201010, 5000).freshFlash(1 << 20);
    flash.program(0x3000, new byte[] {1});
    elf(0x40201010, 20).flash(flash);
    assertEquals(1, flash.read(0x3000));
    assertEquals(0xff, flash.read(0x1080), "the sectors that it takes are erased before");
  }

  private static byte[] first(Flash flash, int bytes) {
    byte[] first = new byte[bytes];
    flash.read(0, first);
    return first;
  }
}
