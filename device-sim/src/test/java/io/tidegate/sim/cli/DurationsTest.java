package io.tidegate.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {
  private final Durations durations = new Durations();

  @Test
  void timesAreReadWithTheirUnit() {
    assertEquals(Duration.ofMillis(500), durations.convert("500ms"));
    assertEquals(Duration.ofSeconds(2), durations.convert("2 s"));
    assertEquals(Duration.ofMinutes(5), durations.convert("5m"));
    assertEquals(Duration.ofMinutes(5), durations.convert("5 min"));
    assertEquals(Duration.ofHours(1), durations.convert("1h"));
    assertEquals(Duration.ofMillis(1_500), durations.convert("1.5s"));
    assertEquals(Duration.ofDays(36_500), durations.convert("36500d"));
  }

  @Test
  void whatIsNoTimeOrTooLongToCountOnIsRefused() {
    for (String none : new String[] {"", "5", "m", "-1s", "5 weeks", "36501d", "999999999999d"}) {
      assertThrows(TypeConversionException.class, () -> durations.convert(none), none);
    }
  }
}
