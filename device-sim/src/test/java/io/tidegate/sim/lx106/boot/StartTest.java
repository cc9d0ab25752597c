package io.tidegate.sim.lx106.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.image.Crc;
import io.tidegate.sim.lx106.image.Elf;
import io.tidegate.sim.lx106.image.FlashImage;
import io.tidegate.sim.lx106.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartTest {
  private static final int MILLI = Esp8266.HERTZ / 1_000;
  private static final int RTC = 0x60001200;
  private static final int COPY = 1;

  /// `j .`, at the beginning of the program's memory.
  private static final byte[] FOR_EVER = {0x06, (byte) 0xff, (byte) 0xff, 0};

  private final StringBuilder said = new StringBuilder();
  private final List<String> happened = new ArrayList<>();
  private final Flash flash = Flash.erased(1 << 20);
  private final Esp8266 chip = new Esp8266(flash, new Around());
  private final Start start = new Start(chip, new Outcome());

  @BeforeEach
  void noCommand() {
    chip.register(RTC, 0);
  }

  private void begin(ResetReason reason) {
    said.setLength(0);
    chip.reset(reason, Memory.ROM + 0x80);
    start.begin(reason);
  }

  private void millis(int count) {
    chip.run(chip.cycles() + (long) count * MILLI);
  }

  /// Of this size in the flash, all of it another for another `seed`.
  private static Image program(int bytes, int seed) {
    byte[] inFlash = new byte[bytes];
    new Random(seed).nextBytes(inFlash);
    List<Elf.Segment> parts =
        List.of(
            new Elf.Segment(0x40201010, inFlash),
            new Elf.Segment(Memory.CODE, FOR_EVER),
            new Elf.Segment(Memory.DATA, new byte[] {(byte) seed, 1, 1, 1}));
    return Image.of(new Elf(Memory.CODE, parts, List.of()));
  }

  /// What is in the flash of a board with this program, as far as it goes: as a file for an update.
  private static byte[] file(Image program) {
    byte[] file = new byte[program.flashBytes()];
    program.freshFlash(1 << 20).read(0, file);
    return file;
  }

  private void command(int action, int from, int to, int bytes) {
    ByteBuffer words = ByteBuffer.allocate(31 * 4).order(ByteOrder.LITTLE_ENDIAN);
    words.putInt(0xeb001000).putInt(action).putInt(from).putInt(to).putInt(bytes);
    for (int i = 0; i < 31; i++) {
      chip.register(RTC + 4 * i, words.getInt(4 * i));
    }
    chip.register(RTC + 4 * 31, Crc.of(words.array()));
  }

  @Test
  void theRomLoadsWhatIsAtTheBeginningAndSaysWhatItLoads() {
    Elf.Segment code = new Elf.Segment(Memory.CODE, FOR_EVER);
    Elf.Segment data = new Elf.Segment(Memory.DATA, new byte[4].clone());
    Image.of(new Elf(Memory.CODE, List.of(code, data), List.of())).flash(flash);
    begin(ResetReason.POWER);
    millis(100);
    assertEquals(List.of("begins 40100000 at 0, stack 40000000"), happened);
    assertTrue(
        said.toString()
            .contains(
                "\r\nload 0x40100000, len 4, room 16 \r\ntail 4\r\nchksum 0xe9\r\n"
                    + "load 0x3ffe8000, len 4, room 4 \r\ntail 0\r\nchksum 0xe9\r\ncsum 0xe9\r\n"),
        said::toString);
    assertEquals(0x06, chip.memory().peek8(Memory.CODE));
  }

  @Test
  void theRomSaysOfItsPiecesWhatChipsHaveSaid() {
    // the lines of a chip, in a public thread; the sums depend on the bytes
    List<FlashImage.Part> parts =
        List.of(
            new FlashImage.Part(Memory.CODE, 16, 28_780),
            new FlashImage.Part(Memory.DATA, 40_000, 1_580),
            new FlashImage.Part(Memory.DATA + 0x630, 50_000, 36_588));
    String words = RomWords.of(new FlashImage(0, Memory.CODE, parts, 0, 0), flash);
    assertEquals(
        List.of(
            "load 0x40100000, len 28780, room 16 ",
            "tail 12",
            "ho 0 tail 12 room 4",
            "load 0x3ffe8000, len 1580, room 12 ",
            "tail 0",
            "load 0x3ffe8630, len 36588, room 8 ",
            "tail 4"),
        words.lines().filter(line -> !line.contains("sum")).toList());
  }

  @Test
  void withoutAProgramOrWithADamagedOneTheChipSaysSoAndStays() {
    begin(ResetReason.POWER);
    millis(100);
    assertTrue(said.toString().endsWith("(3,6)\r\n\r\nets_main.c \r\n"), said::toString);
    assertEquals(
        "flash: expected a program at 0x0 (0xe9, at most 16 parts), got 0xff, 255 parts",
        chip.processor().stuck());
    Elf.Segment code = new Elf.Segment(Memory.CODE, FOR_EVER);
    Image.of(new Elf(Memory.CODE, List.of(code), List.of())).flash(flash);
    flash.program(17, new byte[1]);
    begin(ResetReason.POWER);
    millis(100);
    assertTrue(said.toString().endsWith("csum err\r\nets_main.c \r\n"), said::toString);
    assertTrue(chip.processor().stuck().contains("expected the checksum 0x16, got 0xe9"));
    assertEquals(List.of(), happened);
  }

  @Test
  void theSecondLoaderLoadsTheProgramBehindItsPlaceAndLooksAtNoChecksum() {
    program(100, 3).flash(flash);
    flash.program(program(100, 3).flashBytes() - 1, new byte[1]);
    begin(ResetReason.POWER);
    millis(100);
    assertEquals(List.of("begins 40100000 at 1000, stack 3ffffff0"), happened);
    assertTrue(
        said.toString().endsWith("v%08x\r\n~ld\r\n".formatted(flash.read32(0x1010))),
        said::toString);
    assertEquals(3, chip.memory().peek8(Memory.DATA));
    flash.eraseSector(0x1000);
    begin(ResetReason.EXTERNAL);
    millis(100);
    assertTrue(said.toString().endsWith("~ld\r\ne:3\r\n"), said::toString);
    assertTrue(chip.processor().stuck().contains("at 0x1000"), chip.processor()::stuck);
  }

  @Test
  void whatCameOverTheNetworkIsCopiedInItsTimeAndBegins() {
    program(9_000, 3).flash(flash);
    byte[] update = file(program(12_000, 4));
    flash.program(0x80000, update);
    command(COPY, 0x80000, 0, update.length);
    begin(ResetReason.RESTART);
    millis(100);
    assertTrue(said.toString().endsWith("@cp:B"), said::toString);
    assertEquals(List.of(), happened);
    millis(4 * 60);
    assertEquals(
        List.of(
            "update: %d bytes from 0x80000 to 0x0 of the flash copied".formatted(update.length),
            "begins 40100000 at 1000, stack 3ffffff0"),
        happened);
    assertTrue(said.toString().endsWith("@cp:B0\r\nld\r\n"), said::toString);
    assertTrue(program(12_000, 4).isIn(flash));
    assertEquals(4, chip.memory().peek8(Memory.DATA));
    begin(ResetReason.RESTART);
    millis(100);
    assertTrue(said.toString().endsWith("~ld\r\n"), "the command is done with");
  }

  @Test
  void whatIsCompressedIsUnpackedOnTheWay() throws IOException {
    program(9_000, 3).flash(flash);
    byte[] update = file(program(12_000, 5));
    byte[] packed = gzip(update);
    flash.program(0x80000, packed);
    command(COPY, 0x80000, 0, packed.length);
    begin(ResetReason.RESTART);
    millis(500);
    assertTrue(happened.getFirst().contains("compressed by gzip"), happened::toString);
    assertTrue(program(12_000, 5).isIn(flash));
    assertEquals(0xff, flash.read(update.length), "the rest of its last sector");
    flash.eraseAll();
    program(9_000, 3).flash(flash);
    packed[10] = 7; // a kind of block that there is not
    flash.program(0x80000, packed);
    command(COPY, 0x80000, 0, packed.length);
    happened.clear();
    begin(ResetReason.RESTART);
    millis(500);
    assertTrue(said.toString().endsWith("@cp:6\r\n"), said::toString);
    assertTrue(happened.getFirst().contains("damaged"), happened::toString);
    assertEquals("restart SOFTWARE", happened.getLast());
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void aCommandThatCannotBeDoneIsToldAndTheOldProgramBegins() {
    program(9_000, 3).flash(flash);
    command(COPY, 0x80010, 0, 100);
    begin(ResetReason.RESTART);
    millis(100);
    assertTrue(said.toString().endsWith("@cp:1\r\n"), said::toString);
    assertEquals("restart SOFTWARE", happened.getLast());
    begin(ResetReason.SOFTWARE);
    millis(100);
    assertEquals("begins 40100000 at 1000, stack 3ffffff0", happened.getLast());
    command(77, 0, 0, 0);
    begin(ResetReason.RESTART);
    millis(100);
    assertEquals("restart SOFTWARE", happened.getLast());
    command(COPY, 0, 0, 100);
    chip.register(RTC + 8, 0x1000);
    begin(ResetReason.RESTART);
    millis(100);
    assertTrue(said.toString().endsWith("~ld\r\n"), "a wrong CRC is no command");
    command(COPY, 0xff000, 0x80000, 0x2000);
    begin(ResetReason.RESTART);
    millis(300);
    assertTrue(said.toString().endsWith("@cp:3\r\n"), said::toString);
  }

  @Test
  void whoIsResetWhileItCopiesGoesOnAndWithoutPowerItIsLost() {
    program(9_000, 3).flash(flash);
    byte[] update = file(program(12_000, 4));
    flash.program(0x80000, update);
    command(COPY, 0x80000, 0, update.length);
    begin(ResetReason.RESTART);
    millis(100);
    begin(ResetReason.EXTERNAL);
    millis(500);
    assertTrue(program(12_000, 4).isIn(flash));

    program(9_000, 3).flash(flash);
    command(COPY, 0x80000, 0, update.length);
    begin(ResetReason.RESTART);
    millis(100);
    begin(ResetReason.POWER);
    happened.clear();
    millis(500);
    assertTrue(said.toString().contains("~ld\r\n"), said::toString);
    assertTrue(!program(12_000, 4).isIn(flash) && !program(9_000, 3).isIn(flash));
  }

  @Test
  void noFlashAndNoCommandThrows() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      flash.eraseAll();
      program(3_000, 3).flash(flash);
      for (int i = random.nextInt(4); i >= 0; i--) {
        byte[] any = new byte[4];
        random.nextBytes(any);
        int at = random.nextBoolean() ? 0 : 0x1000;
        flash.program(at + 4 * random.nextInt(8), any);
      }
      command(random.nextInt(3) - 1, random.nextInt() & -4096, random.nextInt(), random.nextInt());
      begin(ResetReason.RESTART);
      millis(400);
    }
    assertTrue(!happened.isEmpty());
  }

  private final class Around implements Esp8266.Surroundings {
    @Override
    public void sent(int port, byte value, long cycles) {
      said.append(new String(new byte[] {value}, UTF_8));
    }

    @Override
    public void driven(int pin, boolean drives, boolean high, long cycles) {}

    @Override
    public void restart(ResetReason reason) {
      happened.add("restart " + reason);
    }
  }

  private final class Outcome implements Start.Outcome {
    @Override
    public void begins(FlashImage program, int stack) {
      happened.add("begins %x at %x, stack %x".formatted(program.entry(), program.at(), stack));
      chip.processor().pc(Memory.CODE);
    }

    @Override
    public void told(String words) {
      happened.add(words);
    }
  }
}
