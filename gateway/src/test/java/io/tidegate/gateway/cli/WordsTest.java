package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.terminal.Terminal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/// Times and quantities as people write and read them.
class WordsTest {
  @Test
  void timesAreReadWithTheirUnit() {
    Durations durations = new Durations();
    assertEquals(Duration.ofMillis(500), durations.convert("500ms"));
    assertEquals(Duration.ofSeconds(90), durations.convert("90s"));
    assertEquals(Duration.ofMinutes(2), durations.convert("2m"));
    assertEquals(Duration.ofMinutes(2), durations.convert("2 min"));
    assertEquals(Duration.ofMillis(1_500), durations.convert("1.5s"));
    assertEquals(Duration.ofHours(1), durations.convert("1h"));
    assertEquals(Duration.ofDays(1), durations.convert("1d"));
    for (String none : new String[] {"", "5", "m", "-1s", "9999999999999s"}) {
      assertThrows(TypeConversionException.class, () -> durations.convert(none), none);
    }
  }

  @Test
  void quantitiesAreShort() {
    assertEquals("1023 B", Quantities.bytes(1_023));
    assertEquals("1.0 KiB", Quantities.bytes(1_024));
    assertEquals("256 MiB", Quantities.bytes(256L << 20));
    assertEquals("2.5 GiB", Quantities.bytes(5L << 29));
    assertEquals("-", Quantities.millis(-1));
    assertEquals("999 ms", Quantities.millis(999));
    assertEquals("59 s", Quantities.millis(59_999));
    assertEquals("1 min 0 s", Quantities.millis(60_000));
    assertEquals("23 h 59 min", Quantities.millis(86_399_000));
    assertEquals("1 d 0 h", Quantities.millis(86_400_000));
    assertEquals("0.25", Quantities.rate(0.25));
    assertEquals("12", Quantities.rate(12.3));
  }

  @Test
  void drawsOnlyWhereTheTerminalAndTheUserAllowIt() {
    assertTrue(Terminal.canDraw(Map.of("TERM", "xterm", "LANG", "en_GB.UTF-8")));
    assertTrue(Terminal.canDraw(Map.of("TERM", "xterm")));
    assertFalse(Terminal.canDraw(Map.of("TERM", "dumb")));
    assertFalse(Terminal.canDraw(Map.of()));
    assertFalse(Terminal.canDraw(Map.of("TERM", "xterm", "NO_COLOR", "1")));
    assertFalse(Terminal.canDraw(Map.of("TERM", "xterm", "LANG", "C")));
    assertFalse(Terminal.canDraw(Map.of("TERM", "xterm", "LANG", "en_GB.UTF-8", "LC_ALL", "C")));
  }
}
