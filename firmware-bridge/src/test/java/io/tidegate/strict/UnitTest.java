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
    for (String none :
        new String[] {
          "", "5", "s", "5 weeks", "5  s", "-5 s", "5 MS", "5 m", ".5 s", "1. s", "0.1234567 s"
        }) {
      assertEquals(-1, Unit.TIME.read(none), none);
    }
    assertEquals(Long.MAX_VALUE, Unit.TIME.read("999999999999 d"), "beyond any range");
  }

  @Test
  void aTimeMayHaveDecimals() {
    assertEquals(1_500_000_000L, Unit.TIME.read("1.5 s"));
    assertEquals(49_700L * 86_400 * 1_000_000, Unit.TIME.read("49.7 d"));
    assertEquals(1, Unit.TIME.read("0.000001 ms"));
    assertEquals("0.000001 ms", Unit.TIME.shown(1));
    assertEquals("1500.5 ms", Unit.TIME.shown(Unit.TIME.read("1.5005 s")));
    assertEquals(Long.MAX_VALUE, Unit.TIME.read("999999999999.5 d"));
  }

  @Test
  void aSizeHasNone() {
    assertEquals(-1, Unit.SIZE.read("1.5 KiB"));
    assertEquals(-1, Unit.SIZE.read("1.0 B"));
  }

  @Test
  void onACommandLineMIsMinutesToo() {
    assertEquals(300_000_000_000L, Unit.TIME.readTyped("5m"));
    assertEquals(300_000_000_000L, Unit.TIME.readTyped("5 m"));
    assertEquals(300_000_000_000L, Unit.TIME.readTyped("5min"));
    assertEquals(5_000_000L, Unit.TIME.readTyped("5ms"));
    for (String none : new String[] {"m", "5", "5mm", "soon"}) {
      assertEquals(-1, Unit.TIME.readTyped(none), none);
    }
  }

  @Test
  void onACommandLineSizesAreShortToo() {
    assertEquals(4_096, Unit.SIZE.readTyped("4096"));
    assertEquals(500 << 10, Unit.SIZE.readTyped("500k"));
    assertEquals(64 << 20, Unit.SIZE.readTyped("64 M"));
    assertEquals(64 << 20, Unit.SIZE.readTyped("64MiB"));
    assertEquals(2L << 30, Unit.SIZE.readTyped("2GB"));
    assertEquals(Long.MAX_VALUE, Unit.SIZE.readTyped("999999999999G"), "beyond any range");
    for (String none : new String[] {"", "M", "1.5M", "-1", "64T", "much"}) {
      assertEquals(-1, Unit.SIZE.readTyped(none), none);
    }
  }
}
