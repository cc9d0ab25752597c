package io.tidegate.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.trace.Counter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void aDebuggerHasNoPlaceInVirtualTime() {
    assertEquals(2, run("firmware", "none.elf", "--virtual", "--seconds", "1", "--gdb", "3333"));
    assertTrue(err.toString().contains("expected no --virtual"), err::toString);
  }
}
