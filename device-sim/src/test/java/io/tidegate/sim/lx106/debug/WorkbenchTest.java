package io.tidegate.sim.lx106.debug;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.trace.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkbenchTest {
  @TempDir Path folder;

  private Counter counter;
  private Workbench bench;

  @BeforeEach
  void build() throws IOException {
    counter = new Counter(folder);
    bench = new Workbench(counter.chip, counter.symbols, counter::begin);
  }

  private List<String> print(String text) {
    List<String> told = new ArrayList<>();
    for (byte each : text.getBytes(ISO_8859_1)) {
      told.addAll(bench.printed(each));
    }
    return told;
  }

  @Test
  void aCrashIsToldFromWhatIsPrintedAndOnlyReturnAddressesAreCalls() {
    // just behind the call of add in twice; and its beginning, which a pointer may hold
    int twice = counter.address("twice");
    int back = counter.behindCall("twice");
    String text =
        """
        Exception (28):\r
        epc1=0x%08x epc2=0x00000000 epc3=0x00000000 excvaddr=0x00000010 depc=0x00000000\r
        >>>stack>>>\r
        3fffff40:  %08x %08x 00000000 00000000\r
        <<<stack<<<\r
        """
            .formatted(counter.address("follow"), twice, back);
    List<String> told = print(text);
    assertEquals(3, told.size(), "" + told);
    assertTrue(told.get(1).startsWith("  at    follow "), told.get(1));
    assertTrue(told.get(2).startsWith("  from  twice+0x"), told.get(2));
    assertEquals(List.of(), print("x".repeat(10_000) + "\n"));
  }

  @Test
  void whereItIsIsToldWithTheLinesOfItsSource() throws IOException {
    counter = new Counter(folder, "-g");
    bench = new Workbench(counter.chip, counter.symbols, counter::begin);
    List<String> source = Files.readAllLines(Path.of("src/test/lx106/debug/counter.c"));
    counter.chip.processor().breakAt(counter.address("add"), true);
    bench.run(counter.chip.cycles() + 10_000);
    List<String> rows = bench.whereabouts();
    assertTrue(rows.get(0).startsWith("  at    add "), "" + rows);
    assertTrue(rows.get(1).startsWith("  from  twice+0x"), "" + rows);
    // the line of the call, not of what comes after it
    int call = 1 + source.indexOf("\treturn add(a, a);");
    assertTrue(rows.get(1).endsWith("src/test/lx106/debug/counter.c:" + call), "" + rows);
    int loop = 1 + source.indexOf("\t\tlast[i & 3] = twice(i);");
    String main = rows.stream().filter(row -> row.contains(" main+0x")).findFirst().orElseThrow();
    assertTrue(main.endsWith("counter.c:" + loop), main);
  }

  @Test
  void whatWasMeasuredIsReported() {
    assertEquals(List.of(), bench.report());
    bench.measure();
    bench.run(counter.chip.cycles() + 100_000);
    assertTrue(bench.report().toString().contains("never idle"));
    bench.idle();
    bench.run(counter.chip.cycles() + 100_000);
    List<String> report = bench.report();
    assertTrue(report.stream().anyMatch(line -> line.endsWith("  slow")), "" + report);
    assertTrue(report.stream().anyMatch(line -> line.contains("30000 in one piece")), "" + report);
    assertTrue(report.getLast().startsWith("heap: never less than 4"), report.getLast());
  }

  @Test
  void theInstructionsOfOneFunctionAreTraced() {
    List<String> lines = new ArrayList<>();
    bench.trace("twice", lines::add);
    bench.run(counter.chip.cycles() + 1_000);
    bench.report();
    assertFalse(lines.isEmpty());
    assertTrue(lines.stream().allMatch(line -> line.contains(" twice")), lines.getFirst());
  }

  @Test
  void withoutADebuggerTheProgramsOwnBreakIsTheCallers() {
    bench.run(counter.chip.cycles() + 50_000);
    counter.chip.memory().poke32(counter.address("wrong"), 16);
    assertTrue(bench.run(counter.chip.cycles() + 1_000_000));
  }
}
