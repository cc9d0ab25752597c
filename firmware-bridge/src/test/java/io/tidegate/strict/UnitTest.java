package io.tidegate.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class UnitTest {
  @Test
  void whatIsShownIsReadAgain() {
    Set<String> shown = new TreeSet<>();
    for (long value :
        new long[] {0, 1_000_000, 90_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L}) {
      shown.add(Unit.TIME.shown(value));
      assertEquals(value, Unit.TIME.read(Unit.TIME.shown(value)));
    }
    assertEquals(Set.of("0", "1 ms", "90 s", "1 h", "1 d"), shown);
  }

  @Test
  void theSpaceMayBeLeftOutInEveryUnit() {
    assertEquals(250_000_000L, Unit.TIME.read("250ms"));
    assertEquals(120_000_000_000L, Unit.TIME.read("2 min"));
    assertEquals(2 * 86_400_000_000_000L, Unit.TIME.read("2 d"));
    assertEquals(1L << 30, Unit.SIZE.read("1GiB"));
    assertEquals(2_048, Unit.SIZE.read("2048 B"));
  }

  @Test
  void whatIsNoQuantityIsNotRead() {
    for (String none : new String[] {"", "5", "s", "5 weeks", "1.5 s", "5  s", "-5 s", "5 MS"}) {
      assertEquals(-1, Unit.TIME.read(none), none);
    }
    assertEquals(Long.MAX_VALUE, Unit.TIME.read("999999999999 d"), "beyond any range");
  }
}
