package io.tidegate.sim.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sketches that use an Uno's registers and interrupts themselves: `test/registers.cpp`.
@Tag("gpp")
class RegistersOfAnUnoTest {
  private static final int DRIVE = 32;
  private static final int PULSES = 36;
  private static final int HARD_WATCHDOG = 2;
  private static final int RESTART = 4;

  private static Path program;
  private HostCoreBoard board;

  /// One that gives pulses: at which pin, how long a period is and how much of it is high.
  record Pulses(int pin, long periodNanos, long highNanos) {
    static Pulses read(In in) {
      in.nanos();
      return new Pulses(in.u8(), in.nanos(), in.nanos());
    }
  }

  @BeforeAll
  static void build() {
    program =
        HostCoreBoard.build(
            "host-core-registers",
            "avr",
            List.of(
                "-D__AVR__",
                "-D__AVR_ATmega328P__",
                HostCoreBoard.folder().resolve("test/registers.cpp").toString()));
  }

  @BeforeEach
  void begin() {
    board = new HostCoreBoard(program, HostCoreBoard.Begin.powerOn());
    assertEquals("uno\r\n", board.run(50));
  }

  @AfterEach
  void end() {
    board.close();
  }

  @Test
  void timersCallTheirInterruptsAndAreRead() {
    HostCoreTest.passes("timers", board.type("timers\n").run(20_000));
  }

  @Test
  void pinsThatChangeAndConversionsThatEndCallTheirs() {
    HostCoreTest.passes("pins", board.type("pins\n").run(1_000));
  }

  @Test
  void itSleepsUntilItsWatchdogCalls() {
    long before = board.nowMillis();
    String said = "";
    while (said.isEmpty()) {
      said = board.type(before == board.nowMillis() ? "sleep\n" : "").run(100);
    }
    HostCoreTest.passes("sleep", said);
    long slept = board.nowMillis() - before;
    assertTrue(slept >= 8 * 1_024 && slept < 8 * 1_024 + 400, "in " + slept + " ms");
  }

  @Test
  void timersGivePulsesAtTheirPins() {
    HostCoreTest.passes("pulses", board.type("pulses\n").run(1_000));
    List<Pulses> pulses = board.told(PULSES).stream().map(Pulses::read).toList();
    assertTrue(pulses.contains(new Pulses(9, 50_000, 12_500)), pulses.toString());
    assertTrue(pulses.contains(new Pulses(3, 2_040_000, 408_000)), pulses.toString());
    assertTrue(pulses.contains(new Pulses(3, 31_875, 6_375)), pulses.toString());
    assertEquals(new Pulses(6, 1_000_000, 500_000), pulses.getLast());
  }

  @Test
  void whatInterruptsDoIsSeenAlsoOfASketchThatNeverWaits() {
    board.type("blink\n").run(3_100, 3_100_000_000L);
    int seen = board.told(DRIVE).size();
    assertTrue(seen >= 6 && seen <= 8, "told " + seen + " times");
  }

  @Test
  void waitingDoesNotFeedItsWatchdog() {
    assertEquals("", board.type("dog\n").run(3_000));
    assertEquals(HARD_WATCHDOG, board.death().how());
  }

  @Test
  void anInterruptWithoutAFunctionBeginsAnew() {
    assertEquals("", board.type("none\n").run(1_000));
    assertEquals(RESTART, board.death().how());
  }
}
