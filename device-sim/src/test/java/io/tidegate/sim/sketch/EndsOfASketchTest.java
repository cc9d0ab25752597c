package io.tidegate.sim.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.sketch.build.BuildOptions;
import io.tidegate.sim.sketch.build.BuiltSketch;
import io.tidegate.sim.sketch.build.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a sketch that does what it must not comes to its end: built as users' sketches are, without
/// the sanitizers, which would say it first.
@Tag("gpp")
class EndsOfASketchTest {
  private static final int EXCEPTION = 3;
  private static final int GAVE_UP = 7;

  private static Path program;

  @BeforeAll
  static void build() throws Exception {
    Path sketch = Path.of(EndsOfASketchTest.class.getResource("Ends/Ends.ino").toURI());
    BuiltSketch built =
        SketchBuilds.shared().build(sketch.getParent(), BuildOptions.of(Target.ESP8266));
    program = built.program();
  }

  @ParameterizedTest
  @CsvSource({"read, 28", "write, 29", "divide, 6", "illegal, 0"})
  void aCrashIsTheExceptionOfTheChip(String what, int cause) {
    HostCoreBoard.Death death = deathOf(what);
    assertEquals(EXCEPTION, death.how());
    assertEquals(cause, death.cause());
  }

  @Test
  void aSketchThatGivesUpSaysWhy() {
    assertEquals("Abort called", gaveUp("abort"));
    assertTrue(gaveUp("panic").matches("Panic .*Ends\\.ino:29 end"), gaveUp("panic"));
    assertTrue(
        gaveUp("assert").matches("Panic .*Ends\\.ino:27 .*: Assertion 'zero == 1' failed\\."),
        gaveUp("assert"));
    assertEquals("Unhandled C++ exception: OOM", gaveUp("memory"));
  }

  /// On the chip 4 KB of stack are used up and what lies behind is written over; here the PC's end,
  /// and that is an exception.
  @Test
  void aCallWithoutEndIsAnException() {
    assertEquals(EXCEPTION, deathOf("deep").how());
  }

  private static String gaveUp(String what) {
    HostCoreBoard.Death death = deathOf(what);
    assertEquals(GAVE_UP, death.how());
    return death.words();
  }

  private static HostCoreBoard.Death deathOf(String what) {
    try (HostCoreBoard board = new HostCoreBoard(program, HostCoreBoard.Begin.powerOn())) {
      board.run(50);
      board.type(what + "\n").run(2_000);
      assertTrue(board.hasEnded(), "it lives on");
      return board.death();
    }
  }
}
