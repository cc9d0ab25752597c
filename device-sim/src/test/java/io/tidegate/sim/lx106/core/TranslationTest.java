package io.tidegate.sim.lx106.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.core.Processor.Stop;
import io.tidegate.sim.lx106.image.Elf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether and when something was translated shows nowhere but on the clock.
@Tag("lx106")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TranslationTest {
  private static final int PORT = 0x60000400;
  private static final int PORT_BYTES = 0x100;
  private static final int WATCHDOG_LINE = 8;
  private static final int MULTIPLY = 0x40000650;
  private static final int WORDS = 1 << 16;
  private static final long LIMIT_SECONDS = 120;

  @TempDir Path folder;

  /// A processor with a busy program, and what it has written to its port so far, when.
  private static final class Busy implements Io {
    final Memory memory = new Memory(new byte[1 << 20]);
    final Processor processor;
    long hash;
    private int last;

    Busy(Elf elf, Translations translations) {
      processor = new Processor(memory, translations);
      Toolchain.place(elf, memory);
      memory.io(PORT, PORT + PORT_BYTES, this);
      processor.hook(MULTIPLY, new Product(20));
      processor.reset(elf.entry());
    }

    @Override
    public int read(int address) {
      hash = hash * 31 + processor.cycles() + processor.pc();
      return last & 0x7fffffff;
    }

    @Override
    public void write(int address, int value) {
      last = value;
      hash = hash * 31 + processor.cycles() + value;
    }

    /// Registers and data as one number, with the time and all that was written.
    long state() {
      long all = hash;
      for (int i = 0; i < 16; i++) {
        all = all * 31 + processor.a(i);
      }
      for (int at = 0; at < Memory.DATA_BYTES; at += 4) {
        all = all * 31 + memory.peek32(Memory.DATA + at);
      }
      all = all * 31 + processor.special(Special.SAR);
      return (all * 31 + processor.pc()) * 31 + processor.cycles();
    }
  }

  private Elf busy(int work) throws IOException {
    return link("busy" + work, "-DWORK=" + work, "src/test/lx106/speed/busy.c");
  }

  private Elf masks() throws IOException {
    return link("masks", "-Wl,--defsym=__muldi3=0x40000650", "src/test/lx106/chip/masks.c");
  }

  private Elf link(String name, String... more) throws IOException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Os",
                "-mlongcalls",
                "-ffreestanding",
                "-fno-builtin",
                "-Wl,-Ttext=0x40210000",
                "-Wl,--section-start=.rodata=0x3ffe8000",
                "-Wl,--section-start=.vectors=0x40100000",
                "-Wl,-Tdata=0x3ffe9000",
                "src/test/lx106/chip/start.S"));
    options.addAll(List.of(more));
    return Toolchain.link(folder, name, options);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void aBusyProgramThatIsInterruptedWhereverDoesTheSame(int work) throws IOException {
    doesTheSame(busy(work));
  }

  @Test
  void soDoesOneThatMasksInterruptsAndMultipliesByTheRom() throws IOException {
    doesTheSame(masks());
  }

  private static void doesTheSame(Elf elf) {
    List<Long> expected = states(new Busy(elf, Translations.none()));
    for (int threshold : new int[] {1, 30, 700}) {
      Translations shared = new Translations(threshold);
      assertEquals(expected, states(new Busy(elf, shared)), "after " + threshold);
      assertTrue(shared.size() > 0);
      int before = shared.size();
      assertEquals(expected, states(new Busy(elf, shared)), "with what another left");
      assertTrue(shared.size() <= before * 3 / 2, "it took over much: " + shared.size());
    }
  }

  /// Java's first compiler, which is the only one for whoever runs a board, gives up where a loop
  /// has several ways in and it knows that one of them is never taken. Such a region is slow for
  /// ever.
  @Test
  void javasFirstCompilerTakesAllRegions() throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+PrintCompilation",
                "-cp",
                System.getProperty("java.class.path"),
                Hot.class.getName()));
    for (int work = 1; work <= 6; work++) {
      busy(work);
      words.add(folder.resolve("busy" + work + ".elf").toString());
    }
    masks();
    words.add(folder.resolve("masks.elf").toString());
    Path said = folder.resolve("said");
    Process java =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertTrue(java.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    } finally {
      java.destroyForcibly();
    }
    List<String> compiled =
        Files.readAllLines(said).stream().filter(each -> each.contains(".core.At4")).toList();
    assertTrue(compiled.size() > 20, compiled::toString);
    assertEquals(List.of(), compiled.stream().filter(each -> each.contains("SKIPPED")).toList());
    assertEquals(0, java.exitValue());
  }

  /// Runs programs until what they do often is translated, and Java has compiled that.
  static final class Hot {
    private static final long CYCLES = 20_000_000;

    private Hot() {}

    static void main(String[] files) throws Exception {
      for (String each : files) {
        Elf elf = Elf.read(Files.readAllBytes(Path.of(each)));
        Processor processor = new Busy(elf, new Translations(300)).processor;
        assertEquals(Stop.TIME, processor.run(CYCLES));
      }
    }
  }

  /// What a program is at moments that dice choose, at some of which it is interrupted.
  private static List<Long> states(Busy busy) {
    Random random = new Random(1);
    Processor processor = busy.processor;
    List<Long> states = new ArrayList<>();
    processor.special(Special.INTENABLE, 1 << WATCHDOG_LINE);
    while (processor.cycles() < 400_000) {
      assertEquals(Stop.TIME, processor.run(processor.cycles() + random.nextInt(4_000)));
      if (random.nextBoolean()) {
        processor.line(WATCHDOG_LINE, true);
        processor.line(WATCHDOG_LINE, false);
      }
      if (random.nextInt(10) == 0) {
        processor.step();
      }
      states.add(busy.state());
    }
    return states;
  }

  /// A loop in instruction memory whose first instruction is written anew while it runs: by itself
  /// every 64th time, and by the host.
  @Test
  void translatedCodeThatIsWrittenAnewRunsAnew() {
    List<Long> expected = rewritten(Translations.none());
    assertEquals(expected, rewritten(new Translations(1)));
    assertEquals(expected, rewritten(new Translations(40)));
    assertTrue(expected.stream().distinct().count() > 1);
  }

  private static List<Long> rewritten(Translations translations) {
    Memory memory = new Memory(new byte[1 << 20]);
    Processor processor = new Processor(memory, translations);
    int loop = Memory.CODE + 0x100;
    int lowBits = 0x547030;
    int unlessZero = 0x005756;
    int store = 0x006452;
    int exchange = 0x305560;
    int back = 0x06 | (-18 - 4 & 0x3ffff) << 6;
    int[] program = {addi(2, 1), addi(3, 1), lowBits, unlessZero, store, exchange, back};
    for (int i = 0; i < program.length; i++) {
      for (int b = 0; b < 3; b++) {
        memory.poke8(loop + 3 * i + b, program[i] >>> (8 * b));
      }
    }
    processor.reset(loop);
    processor.a(4, loop);
    processor.a(5, addi(2, 3) | addi(3, 1) << 24);
    processor.a(6, addi(2, 3) ^ addi(2, 1));
    List<Long> states = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      assertEquals(Stop.TIME, processor.run(processor.cycles() + 2_000));
      states.add((long) processor.a(2) << 32 | processor.cycles());
      if (i % 5 == 4) {
        memory.poke8(loop + 2, i);
      }
    }
    return states;
  }

  /// `l32r` out of the flash is part of what was translated, and the flash has another word there.
  @Test
  void aLiteralThatTheFlashHasAnewIsReadAnew() {
    for (Translations translations : List.of(Translations.none(), new Translations(1))) {
      byte[] flash = new byte[1 << 20];
      Memory memory = new Memory(flash);
      Processor processor = new Processor(memory, translations);
      int loop = Memory.WINDOW + 0x1000;
      int literal = 0x000021 | -0x400 << 8;
      int back = 0x06 | (-3 - 4 & 0x3ffff) << 6;
      for (int b = 0; b < 3; b++) {
        memory.poke8(loop + b, literal >>> (8 * b));
        memory.poke8(loop + 3 + b, back >>> (8 * b));
      }
      processor.reset(loop);
      for (int value = 1; value < 4; value++) {
        flash[0] = (byte) value;
        memory.flashChanged(0, 1);
        processor.run(processor.cycles() + 100);
        assertEquals(value, processor.a(2));
      }
    }
  }

  /// While a stop is set, what lies before it is decoded as a block that ends there: also by one
  /// that only looks whether another's translation would do.
  @Test
  void aStopThatIsNoMoreLeavesNothingBehind() {
    Translations shared = new Translations(20);
    Processor other = branching(shared);
    other.a(3, 1);
    assertEquals(Stop.TIME, other.run(1_000));
    assertTrue(shared.size() > 0);

    assertEquals(afterStop(branching(Translations.none())), afterStop(branching(shared)));
  }

  private static List<Long> afterStop(Processor processor) {
    processor.breakAt(Memory.CODE + 12, true);
    assertEquals(Stop.TIME, processor.run(30));
    processor.breakAt(Memory.CODE + 12, false);
    processor.a(3, 1);
    List<Long> stops = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      processor.run(processor.cycles() + 1 + i % 7);
      stops.add(processor.cycles());
    }
    return stops;
  }

  @Test
  void whatIsDroppedWithAnotherIsTranslatedAgain() {
    Translations translations = new Translations(20);
    Memory memory = new Memory(new byte[1 << 20]);
    Processor processor = branching(memory, translations);
    processor.a(3, 1);
    processor.run(1_000);
    assertEquals(1, translations.size());

    processor.a(3, 0);
    memory.poke8(Memory.CODE + 8, 2);
    processor.run(2_000);
    assertEquals(2, translations.size());
  }

  private static Processor branching(Translations translations) {
    return branching(new Memory(new byte[1 << 20]), translations);
  }

  /// Counts in a2, and in a4 where a3 is not 0.
  private static Processor branching(Memory memory, Translations translations) {
    int unless = 0x316 | (-3 - 4 & 0xfff) << 12;
    int back = 0x06 | (-18 - 4 & 0x3ffff) << 6;
    int[] program = {addi(2, 1), unless, addi(4, 1), addi(4, 1), addi(4, 1), addi(4, 1), back};
    for (int i = 0; i < program.length; i++) {
      for (int b = 0; b < 3; b++) {
        memory.poke8(Memory.CODE + 3 * i + b, program[i] >>> (8 * b));
      }
    }
    Processor processor = new Processor(memory, translations);
    processor.reset(Memory.CODE);
    return processor;
  }

  private static int addi(int register, int more) {
    return 0x00c002 | register << 4 | register << 8 | more << 16;
  }
}
