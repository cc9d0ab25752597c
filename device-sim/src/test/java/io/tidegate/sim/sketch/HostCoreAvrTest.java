package io.tidegate.sim.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same language on an Uno, and what only an Uno has.
@Tag("gpp")
class HostCoreAvrTest {
  private static Path program;
  @TempDir private Path flash;

  @BeforeAll
  static void build() {
    Path folder = HostCoreBoard.folder();
    program =
        HostCoreBoard.build(
            "host-core-uno",
            "avr",
            List.of(
                "-D__AVR__",
                "-D__AVR_ATmega328P__",
                "-I" + folder.resolve("libraries/EEPROM/src"),
                folder.resolve("test/language.cpp").toString(),
                folder.resolve("test/uno.cpp").toString()));
  }

  @Test
  void theLanguageIsTheSame() {
    try (HostCoreBoard board = begin(HostCoreBoard.HEAP_BYTES)) {
      HostCoreTest.passes("language", board.type("language\n").run(30_000));
    }
  }

  @Test
  void memoryBuffersAndEepromAreThoseOfTheChip() {
    try (HostCoreBoard board = begin(1500)) {
      String said = board.type("chip\n").run(10_000);
      HostCoreTest.passes("uno", said.replaceFirst("(?s)^\\.+\r\n", ""));
    }
    try (HostCoreBoard again = begin(1500)) {
      HostCoreTest.passes("kept", again.type("kept\n").run(1000));
    }
  }

  @Test
  void withoutAWatchdogABusySketchIsOnlyLate() {
    try (HostCoreBoard board = begin(1500)) {
      assertEquals("", board.type("busy\n").run(19_000));
      assertEquals("late\r\n", board.run(2000));
    }
  }

  @Test
  void theWatchdogResetsWhoHasEnabledIt() {
    try (HostCoreBoard board = begin(1500)) {
      long before = board.nowMillis();
      board.type("dog\n").run(10_000);
      assertEquals(2, board.death().how());
      long lived = board.nowMillis() - before;
      assertTrue(lived > 2000 && lived < 2100, "after " + lived);
    }
  }

  @Test
  void chanceIsTheSameAtEachStart() {
    try (HostCoreBoard one = begin(1500);
        HostCoreBoard other = begin(1500)) {
      String said = one.type("random\n").run(100);
      assertTrue(said.matches("\\d+\r\n"), said);
      assertEquals(said, other.type("random\n").run(100));
    }
  }

  private HostCoreBoard begin(long heapBytes) {
    HostCoreBoard.Begin begin = HostCoreBoard.Begin.powerOn().with(flash, heapBytes);
    HostCoreBoard board = new HostCoreBoard(program, begin);
    assertEquals("uno\r\n", board.run(50));
    return board;
  }
}
