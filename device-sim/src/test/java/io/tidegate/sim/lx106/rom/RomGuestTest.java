package io.tidegate.sim.lx106.rom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.image.Elf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Programs of our own that are built as the SDK's are: vectors that go on by the ROM's tables, and
/// its run loop.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RomGuestTest {
  private static final Path SOURCES = Path.of("src/test/lx106/rom");
  private static final int VECBASE = 231;
  private static final int EPC1 = 177;
  private static final int EXCCAUSE = 232;

  @TempDir Path folder;

  private final Called called = new Called();
  private final Esp8266 chip = called.chip;

  private Elf start(String program, String... more) throws IOException {
    List<String> options = new ArrayList<>(List.of("-Wall", "-Wextra", "-O2", "-mlongcalls"));
    options.add("-Wl,-Ttext=0x40101000,--section-start=.vectors=0x40100000,-e_start");
    options.add("-Wl,--section-start=.rodata=0x3ffe8000,-Tdata=0x3ffea000,-Tbss=0x3ffeb000");
    called.addresses.forEach(
        (name, address) -> {
          // the C library has its own texts, and no long calls to arithmetic in the ROM
          String prefix = name.startsWith("__") ? "rom" : "";
          if (!name.startsWith("mem") && !name.startsWith("str")) {
            options.add("-Wl,--defsym=%s%s=0x%x".formatted(prefix, name, address));
          }
        });
    options.add(SOURCES.resolve("start.S").toString());
    options.add(SOURCES.resolve(program + ".c").toString());
    options.addAll(List.of(more));
    Elf elf = Toolchain.link(folder, program, options);
    Toolchain.place(elf, chip.memory());
    called.rom.enter(ResetReason.POWER, elf.entry());
    return elf;
  }

  private String printed() {
    return called.printed.toString(ISO_8859_1);
  }

  private void until(String end) {
    long limit = chip.cycles() + 10L * Esp8266.HERTZ;
    while (!printed().endsWith(end) && chip.cycles() < limit) {
      chip.run(chip.cycles() + Esp8266.HERTZ / 1000);
    }
    assertNull(chip.processor().stuck());
    assertTrue(printed().endsWith(end), this::printed);
  }

  @Test
  void tasksRunByPriorityAndInTheirQueuesOrderAndThenNothingDoes() throws IOException {
    start("tasks");
    until("end\r\n");
    assertEquals(
        "0 1 1;\r\nhigh h1; high h2; high h3; high h4; low l1; low l2; pass 0; pass 1; pass 2; "
            + "low i7; idle 1\r\nend\r\n",
        printed());
  }

  @Test
  void aPassOfALoopThatNeverWaitsTakesTheTimeThatIsSet() throws IOException {
    called.rom.passCycles(Esp8266.HERTZ / 10);
    start("tasks");
    until("pass 1; ");
    long first = chip.cycles();
    until("pass 2; ");
    assertEquals(Esp8266.HERTZ / 10, chip.cycles() - first, Esp8266.HERTZ / 200);
  }

  @Test
  void theHostDoesItsOwnWhereNoTaskRuns() throws IOException {
    int[] times = new int[1];
    List<Integer> wrong = new ArrayList<>();
    called.rom.whenIdle(
        () -> {
          times[0]++;
          if (chip.processor().pc() != Places.LOOP && times[0] > 1) {
            wrong.add(chip.processor().pc());
          }
        });
    start("tasks");
    until("end\r\n");
    assertTrue(times[0] > 9, "times " + times[0]);
    assertEquals(List.of(), wrong);
  }

  @Test
  void interruptsAndExceptionsReachTheirHandlersAndComeBack() throws IOException {
    start("exceptions");
    until("\r\n");
    assertTrue(printed().startsWith("1 1 0; adfg; 0, then 6 7; undisturbed, 4\r\n"), this::printed);
    chip.run(chip.cycles() + Esp8266.HERTZ / 100);
    int vectors = chip.processor().special(VECBASE);
    assertEquals(vectors + 0x10, chip.processor().pc() & ~7, "nobody handles the last one");
    assertEquals(3, chip.processor().special(EXCCAUSE));
    assertTrue(chip.processor().special(EPC1) > vectors);
  }

  @Test
  void printedIsWhatTheCLibraryPrints() throws IOException {
    start("print", "-lc");
    until(" differ\r\n");
    assertEquals("0 of 42 differ\r\n", printed());
  }
}
