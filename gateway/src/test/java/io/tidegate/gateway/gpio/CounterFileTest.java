package io.tidegate.gateway.gpio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterFileTest {
  @TempDir Path folder;
  private CounterFile file;

  @BeforeEach
  void make() {
    file = new CounterFile(folder);
  }

  private Path named(String name) {
    return folder.resolve(name);
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    assertEquals(new CounterFile.Loaded(Map.of(), true, List.of()), file.load());
    file.save(Map.of("rain", 7L, "kwh", 123_456_789_012L), false);
    assertEquals(
        new CounterFile.Loaded(Map.of("rain", 7L, "kwh", 123_456_789_012L), false, List.of()),
        file.load());
    file.save(Map.of("rain", 8L), true);
    assertEquals(new CounterFile.Loaded(Map.of("rain", 8L), true, List.of()), file.load());
    assertFalse(Files.exists(named("counters.new")));
  }

  @Test
  void whereverItIsCutOrFlippedTheOlderOneIsTakenAndThisOneKept() throws IOException {
    file.save(Map.of("rain", 7L), false);
    file.save(Map.of("rain", 8L), false);
    byte[] whole = Files.readAllBytes(named("counters"));
    byte[] older = Files.readAllBytes(named("counters.old"));
    for (int at = 0; at < whole.length; at++) {
      byte[] cut = java.util.Arrays.copyOf(whole, at);
      byte[] flipped = whole.clone();
      flipped[at] ^= 1;
      for (byte[] bad : List.of(cut, flipped)) {
        Files.write(named("counters"), bad);
        Files.write(named("counters.old"), older);
        CounterFile.Loaded loaded = file.load();
        assertEquals(Map.of("rain", 7L), loaded.counts(), new String(bad, US_ASCII));
        assertEquals(1, loaded.troubles().size());
        assertTrue(
            loaded.troubles().getFirst().contains("kept as counters.bad"),
            loaded.troubles()::toString);
        assertEquals(bad.length, Files.size(named("counters.bad")));
        assertFalse(Files.exists(named("counters")));
      }
    }
  }

  /// Every moment at which the machine may lose its power while the second is written.
  @Test
  void oneWholeFileIsThereAtEachMoment() throws IOException {
    file.save(Map.of("rain", 7L), false);
    Path first = named("counters");
    byte[] old = Files.readAllBytes(first);
    file.save(Map.of("rain", 8L), false);
    byte[] fresh = Files.readAllBytes(first);

    Files.write(first, old);
    Files.write(named("counters.new"), java.util.Arrays.copyOf(fresh, 9));
    assertEquals(Map.of("rain", 7L), file.load().counts(), "half written");

    Files.delete(first);
    Files.write(named("counters.new"), fresh);
    assertEquals(Map.of("rain", 8L), file.load().counts(), "between the two renames");
    file.save(Map.of("rain", 9L), false);
    assertEquals(Map.of("rain", 9L), file.load().counts(), "and on from there");
  }

  @Test
  void somethingElseUnderItsNameIsKeptAside() throws IOException {
    Files.write(named("counters"), new byte[1 << 20]);
    assertEquals(Map.of(), file.load().counts());
    assertEquals(1 << 20, Files.size(named("counters.bad")));
    Files.createDirectory(named("counters"));
    assertEquals(Map.of(), file.load().counts());
  }
}
