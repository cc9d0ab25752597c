package io.tidegate.sim.lx106.rom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.image.Elf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Guests that call the ROM. What arithmetic has to give was worked out by the compiler.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RomTest {
  private static final int ROM_FUNCTIONS = Memory.ROM + 0x8000;
  private static final int EPC1 = 177;
  private static final int PS = 230;
  private static final int PS_UM = 32;
  private static final int VECBASE = 231;
  private static final int EXCCAUSE = 232;
  private static final int EXCVADDR = 238;
  private static final int FETCH_PROHIBITED = 20;
  private static final int LOAD_PROHIBITED = 28;
  private static final int STORE_PROHIBITED = 29;
  private static final int STACK = Memory.DATA + Memory.DATA_BYTES - 0x100;

  @TempDir Path folder;

  private final Called called = new Called();
  private final Esp8266 chip = called.chip;
  private final Rom rom = called.rom;
  private final Memory memory = chip.memory();
  private final Processor processor = chip.processor();

  /// Builds a program that is linked to addresses in the ROM, and runs its `test`.
  private int run(Path source, List<Function> functions) throws IOException {
    List<String> options = new ArrayList<>(List.of("-O1", "-mlongcalls", "-ffreestanding"));
    options.add("-Wl,-Ttext=0x40200000,-etest,--section-start=.rodata=0x3ffe8000");
    options.add("-Wl,-Tdata=0x3fff4000,-Tbss=0x3fff8000");
    for (int i = 0; i < functions.size(); i++) {
      String name = functions.get(i).name();
      options.add("-Wl,--defsym=%s=0x%x".formatted(name, ROM_FUNCTIONS + 16 * i));
    }
    options.add(source.toString());
    Elf elf = Toolchain.link(folder, "guest", options);
    Toolchain.place(elf, memory);
    int found = 0;
    for (Elf.Symbol symbol : elf.symbols()) {
      if (symbol.address() >>> 16 == Memory.ROM >>> 16) {
        assertTrue(rom.put(symbol.name(), symbol.address()), symbol::name);
        found++;
      }
    }
    assertEquals(functions.size(), found);
    rom.enter(ResetReason.POWER, elf.entry());
    processor.a(1, STACK);
    return processor.call(elf.entry());
  }

  @Test
  void memoryAndTextsAreHandledAsTheCLibraryDoes() throws IOException {
    int result = run(Path.of("src/test/lx106/rom/bytes.c"), Bytes.functions());
    assertEquals(16 << 24, result, "bits: %x".formatted(result));
  }

  @Test
  void arithmeticGivesWhatTheCompilerWorkedOut() throws IOException {
    Path source = Files.writeString(folder.resolve("sums.c"), new Sums(7).text(400));
    assertEquals(-1, run(source, Arithmetic.functions()), "the first that differs");
  }

  @Test
  void aNameThatIsNotThereIsNoFunction() {
    assertFalse(rom.put("ets_unheard_of", ROM_FUNCTIONS));
    assertTrue(rom.has("ets_memcpy"));
  }

  @Test
  void theLibrarysFunctionsAnswerToBothNames() {
    assertTrue(rom.put("memset", ROM_FUNCTIONS));
    assertTrue(rom.put("ets_memset", ROM_FUNCTIONS + 16));
    assertFalse(rom.put("printf", ROM_FUNCTIONS + 32), "only those that have both");
    chip.reset(ResetReason.POWER, ROM_FUNCTIONS);
    processor.a(1, STACK);
    processor.call(ROM_FUNCTIONS, Memory.DATA, 7, 3);
    assertEquals(0x00070707, memory.peek32(Memory.DATA));
  }

  @Test
  void aNullPointerIsTheProgramsExceptionInTheFunction() {
    rom.put("strlen", ROM_FUNCTIONS);
    rom.put("memset", ROM_FUNCTIONS + 16);
    chip.reset(ResetReason.POWER, ROM_FUNCTIONS);
    processor.special(VECBASE, Memory.CODE);
    processor.special(PS, PS_UM);
    processor.a(2, 0);
    processor.step();
    assertEquals(LOAD_PROHIBITED, processor.special(EXCCAUSE));
    assertEquals(ROM_FUNCTIONS, processor.special(EPC1));
    assertEquals(Memory.CODE, processor.pc() & -4096);
    processor.pc(ROM_FUNCTIONS + 16);
    processor.a(2, Memory.WINDOW);
    processor.a(4, 1);
    processor.step();
    assertEquals(STORE_PROHIBITED, processor.special(EXCCAUSE), "flash is not written so");
    assertEquals(Memory.WINDOW, processor.special(EXCVADDR));
  }

  @Test
  void whoGoesWhereNobodyAnswersIsStuckAndTheWordsSayWhoAndWhere() {
    rom.put("ets_unheard_of", ROM_FUNCTIONS + 0x4000);
    processor.a(0, 0x40101234);
    processor.pc(ROM_FUNCTIONS + 0x4000);
    long before = chip.cycles();
    chip.run(before + 1000);
    assertEquals(
        "ROM 0x4000c000 (ets_unheard_of): nobody answers there; called from 0x40101234",
        processor.stuck());
    assertEquals(before + 1000, chip.cycles(), "time goes on");
    rom.enter(ResetReason.POWER, ROM_FUNCTIONS);
    assertNull(processor.stuck());
  }

  @Test
  void aDivisionByZeroIsAnExceptionWhereProgramsLookForIt() {
    List<String> names = List.of("__divsi3", "__modsi3", "__udivsi3", "__umodsi3");
    for (int i = 0; i < names.size(); i++) {
      int address = ROM_FUNCTIONS + 0x5000 + 16 * i;
      assertTrue(rom.put(names.get(i), address));
      rom.enter(ResetReason.POWER, address);
      processor.special(VECBASE, Memory.CODE);
      processor.special(EXCCAUSE, FETCH_PROHIBITED);
      processor.a(2, 7);
      processor.a(3, 0);
      processor.step();
      if (i == 0) {
        assertEquals(0x4000dce5, processor.pc());
        processor.step();
      }
      assertEquals(0, processor.special(EXCCAUSE), names.get(i));
      assertEquals(i == 0 ? 0x4000dce5 : address, processor.special(EPC1), names.get(i));
      assertEquals(Memory.CODE, processor.pc() & 0xffffff00, "its vector");
      assertNull(processor.stuck());
    }
  }

  @Test
  void aCallOfNothingIsTheProgramsException() {
    for (int nowhere : new int[] {0, -1, 0x3ff00000}) {
      rom.enter(ResetReason.POWER, nowhere);
      processor.special(VECBASE, Memory.CODE);
      processor.step();
      assertEquals(FETCH_PROHIBITED, processor.special(EXCCAUSE));
      assertEquals(nowhere, processor.special(EPC1));
      assertNull(processor.stuck());
    }
  }

  /// Sums in C: the right side is folded by the compiler, the left one is not.
  private static final class Sums {
    private static final String[] WHOLE = {"+", "-", "*", "/", "%"};
    private static final String[] REAL = {"+", "-", "*", "/"};
    private static final String[] COMPARE = {"==", "!=", "<", "<=", ">", ">="};
    private final Random random;
    private final StringBuilder text = new StringBuilder("typedef unsigned int u32;\n");
    private int count;

    Sums(long seed) {
      random = new Random(seed);
    }

    String text(int sums) {
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < sums; i++) {
        String line =
            switch (i % 8) {
              case 0 -> binary("int", one(WHOLE), word(), word());
              case 1 -> binary("u32", one(WHOLE), word() + "u", word() + "u");
              case 2 -> binary("long long", one(WHOLE), wide() + "ll", wide() + "ll");
              case 3 -> binary("unsigned long long", one(WHOLE), wide() + "ull", wide() + "ull");
              case 4 -> binary("double", one(REAL), real(), real());
              case 5 -> binary("float", one(REAL), real() + "f", real() + "f");
              case 6 -> random.nextBoolean() ? compared("double", "") : compared("float", "f");
              default -> converted();
            };
        body.append(line);
      }
      return text.append("int test(void) {\n").append(body).append("  return -1;\n}\n").toString();
    }

    private String binary(String type, String operation, String a, String b) {
      int number = count++;
      text.append(
          "static volatile %s a%d = (%s)%s, b%d = (%s)%s;\n"
              .formatted(type, number, type, a, number, type, b));
      return check(
          number,
          type,
          "a%d %s b%d".formatted(number, operation, number),
          "(%s)%s %s (%s)%s".formatted(type, a, operation, type, b));
    }

    private String compared(String type, String suffix) {
      String a = real() + suffix;
      return binaryCompared(type, one(COMPARE), a, random.nextInt(3) == 0 ? a : real() + suffix);
    }

    private String binaryCompared(String type, String operation, String a, String b) {
      int number = count++;
      text.append("static volatile %s a%d = %s, b%d = %s;\n".formatted(type, number, a, number, b));
      return check(
          number,
          "int",
          "a%d %s b%d".formatted(number, operation, number),
          "%s %s %s".formatted(a, operation, b));
    }

    private String converted() {
      int number = count++;
      String[] kinds = {"int", "u32", "float", "double", "long long"};
      String from = one(kinds);
      String to = one(kinds);
      String value =
          from.equals("float") || from.equals("double")
              ? "%d.%d".formatted(random.nextInt(100_000), random.nextInt(1000))
              : "" + random.nextInt(1 << 30);
      text.append("static volatile %s a%d = (%s)%s;\n".formatted(from, number, from, value));
      return check(
          number, to, "(%s)a%d".formatted(to, number), "(%s)(%s)%s".formatted(to, from, value));
    }

    /// Bit by bit, for -0 is not 0.
    private String check(int number, String type, String left, String right) {
      text.append("static const %s c%d = %s;\n".formatted(type, number, right));
      return ("  { volatile %s x = %s; const volatile unsigned char *p = (void *)&x, *q = (void *)&c%d;"
              + " for (u32 i = 0; i < sizeof(x); i++) if (p[i] != q[i]) return %d; }\n")
          .formatted(type, left, number, number);
    }

    private String word() {
      return ""
          + (random.nextBoolean() ? 1 + random.nextInt(1000) : Math.abs(random.nextInt() | 1));
    }

    private String wide() {
      return "" + (random.nextBoolean() ? 1 + random.nextInt(1000) : random.nextLong() >>> 1 | 1);
    }

    private String real() {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(30) - 15);
      return String.format(Locale.ROOT, "%.9e", value);
    }

    private String one(String[] of) {
      return of[random.nextInt(of.length)];
    }
  }
}
