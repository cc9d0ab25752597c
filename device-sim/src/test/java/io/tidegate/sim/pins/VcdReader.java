package io.tidegate.sim.pins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads a value change dump as strictly as IEEE 1364 describes it: words and blanks, each wire
/// declared once, each with a value at the beginning, times that only grow, changes that are some.
public final class VcdReader {
  /// A wire has this level from that time on.
  public record Change(long nanos, char level) {}

  private static final long SECOND = 1_000_000_000L;

  private final Map<String, List<Change>> wires = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();

  public VcdReader(String text) {
    Iterator<String> words = Stream.of(text.split("\\s+")).filter(w -> !w.isEmpty()).iterator();
    head(words);
    assertEquals("$dumpvars", words.next());
    long nanos = -1;
    boolean begins = true;
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals("$end") && begins) {
        begins = false;
        wires.forEach((name, changes) -> assertEquals(1, changes.size(), name));
      } else if (word.startsWith("#")) {
        long next = Long.parseLong(word.substring(1));
        assertTrue(next > nanos && !begins, () -> word);
        nanos = next;
      } else {
        change(word, nanos, begins);
      }
    }
  }

  private void head(Iterator<String> words) {
    String word = words.next();
    while (!word.equals("$enddefinitions")) {
      assertTrue(
          List.of("$version", "$timescale", "$scope", "$var", "$upscope").contains(word), word);
      List<String> parts = new ArrayList<>();
      String part = words.next();
      while (!part.equals("$end")) {
        parts.add(part);
        part = words.next();
      }
      if (word.equals("$timescale")) {
        assertEquals(List.of("1", "ns"), parts);
      } else if (word.equals("$var")) {
        assertEquals(List.of("wire", "1"), parts.subList(0, 2));
        assertEquals(null, names.put(parts.get(2), parts.get(3)), "declared twice");
        assertEquals(null, wires.put(parts.get(3), new ArrayList<>()), "declared twice");
      }
      word = words.next();
    }
    assertEquals("$end", words.next());
  }

  private void change(String word, long nanos, boolean begins) {
    char level = word.charAt(0);
    String name = names.get(word.substring(1));
    assertTrue("01zx".indexOf(level) >= 0 && name != null, word);
    List<Change> changes = wires.get(name);
    if (!begins) {
      assertTrue(nanos >= 0, word + ": at no time");
      assertNotEquals(changes.getLast().level, level, name + " at " + nanos);
    }
    changes.add(new Change(nanos, level));
  }

  /// All changes of a wire; the first is what it was at the beginning.
  public List<Change> changes(String name) {
    return wires.get(name);
  }

  private char level(String name, long nanos) {
    char level = 'x';
    for (Change each : wires.get(name)) {
      if (each.nanos > nanos) {
        return level;
      }
      level = each.level;
    }
    return level;
  }

  /// What a serial line says from a time on: eight bits, no parity.
  public String text(String name, int baud, long fromNanos) {
    StringBuilder text = new StringBuilder();
    long bit = SECOND / baud;
    long freeNanos = fromNanos;
    for (Change each : wires.get(name)) {
      if (each.level == '0' && each.nanos >= freeNanos) {
        int value = 0;
        for (int i = 0; i < 8; i++) {
          value |= level(name, each.nanos + bit * (i + 1) + bit / 2) == '1' ? 1 << i : 0;
        }
        assertEquals('1', level(name, each.nanos + bit * 9 + bit / 2), "the stop bit");
        text.append((char) value);
        freeNanos = each.nanos + bit * 9 + bit / 2;
      }
    }
    return text.toString();
  }
}
