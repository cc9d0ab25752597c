package io.tidegate.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.trace.Counter;
import io.tidegate.sim.pins.VcdReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirmwareBenchTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return TidegateSim.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void timePerFunctionIsToldAndTheInstructionsOfOneAreWritten() throws IOException {
    new Counter(folder, "-DWAITS", "-DPERIOD=500000");
    Path lines = folder.resolve("lines");
    int code =
        run(
            ("firmware %s --virtual --seconds 1 --measure --instructions %s --function twice --trace %s")
                .formatted(folder.resolve("counter.elf"), lines, folder.resolve("pins.vcd"))
                .split(" "));
    assertEquals(0, code, err::toString);
    assertTrue(err.toString().lines().anyMatch(line -> line.endsWith("  slow")), err::toString);
    assertTrue(Files.readString(folder.resolve("pins.vcd")).contains("$enddefinitions"));
    List<String> written = Files.readAllLines(lines);
    assertFalse(written.isEmpty());
    assertTrue(written.stream().allMatch(line -> line.contains(" twice")), written.getFirst());
  }

  @Test
  void whatIsDrawnCanBeReadAgainBitByBit() throws IOException {
    Toolchain.bare(folder, "pulses");
    Path drawn = folder.resolve("pins.vcd");
    int code =
        run(
            "firmware %s --virtual --seconds 5 --sensor dht22@D2=21.5,humidity=48 --trace %s"
                .formatted(folder.resolve("pulses.elf"), drawn)
                .split(" "));
    assertEquals(0, code, err::toString);
    VcdReader read = new VcdReader(Files.readString(drawn));
    String said = read.text("tx", 115_200, 400_000_000);
    assertTrue(said.startsWith("asked 7a120\nnothing\nasked 16e360\nbyte 1\nbyte e0\n"), said);
    assertTrue(said.endsWith("over\n"), said);
    // three times the board's 1.1 ms and twice the sensor's answer: 80 us, 40 bits, 50 us
    List<Long> lows = new ArrayList<>();
    List<VcdReader.Change> wire = read.changes("D2");
    for (int i = 1; i < wire.size(); i++) {
      if (wire.get(i - 1).level() == '0') {
        lows.add((wire.get(i).nanos() - wire.get(i - 1).nanos()) / 1_000);
      }
    }
    Map<Long, Long> counted =
        lows.stream().collect(Collectors.groupingBy(low -> low, Collectors.counting()));
    assertEquals(2L, counted.get(80L), "" + counted);
    assertEquals(2L * 41, counted.get(50L), "" + counted);
    assertEquals(3, lows.stream().filter(low -> low >= 1_095 && low < 1_110).count());
    assertEquals(3 + 2 * 42, lows.size(), "" + counted);
  }

  @Test
  void whatTheSecondPortSendsIsWritten() throws IOException {
    Toolchain.bare(folder, "pulses");
    Path second = folder.resolve("second");
    int code =
        run(
            "firmware %s --virtual --seconds 5 --serial1 %s"
                .formatted(folder.resolve("pulses.elf"), second)
                .split(" "));
    assertEquals(0, code, err::toString);
    assertEquals("elsewhere\n", Files.readString(second));
  }

  @Test
  void aDebuggerHasNoPlaceInVirtualTime() {
    assertEquals(2, run("firmware", "none.elf", "--virtual", "--seconds", "1", "--gdb", "3333"));
    assertTrue(err.toString().contains("expected no --virtual"), err::toString);
  }
}
