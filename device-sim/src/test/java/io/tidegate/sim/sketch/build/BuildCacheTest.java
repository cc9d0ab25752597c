package io.tidegate.sim.sketch.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildCacheTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void whatWasUsedLongestAgoGoesUntilTheRestIsSmallEnough() throws IOException {
    BuildCache cache = new BuildCache(folder, 250);
    keep(cache, "oldest", 100, 5);
    keep(cache, "older", 100, 4);
    keep(cache, "old", 100, 3);
    keep(cache, "young", 100, 2);
    cache.prune(NOW);
    assertEquals("nnyy", there(cache, "oldest", "older", "old", "young"));
  }

  @Test
  void whatWasUsedWithinTheHourStaysWhateverItsSize() throws IOException {
    BuildCache cache = new BuildCache(folder, 50);
    keep(cache, "old", 100, 3);
    keep(cache, "young", 100, 0);
    cache.prune(NOW);
    assertEquals("ny", there(cache, "old", "young"));
  }

  @Test
  void lookingForSomethingIsUsingIt() throws IOException {
    BuildCache cache = new BuildCache(folder, 150);
    keep(cache, "asked", 100, 9);
    keep(cache, "forgotten", 100, 8);
    assertTrue(cache.has("object", "asked"));
    assertFalse(cache.has("object", "never made"));
    cache.prune(Instant.now());
    assertEquals("yn", there(cache, "asked", "forgotten"));
  }

  @Test
  void whatAKilledBuilderLeftGoes() throws IOException {
    BuildCache cache = new BuildCache(folder, 1_000);
    Path left = cache.workshop();
    Files.writeString(left.resolve("half.o"), "x");
    Path current = cache.workshop();
    used(left, 2);
    used(current, 0);
    cache.prune(NOW);
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(current));
  }

  @Test
  void whoComesSecondFindsWhatTheFirstHasMade() throws IOException {
    BuildCache cache = new BuildCache(folder, 1_000);
    for (String made : new String[] {"first", "second"}) {
      Path program = Files.createDirectory(cache.workshop().resolve("program"));
      Files.writeString(program.resolve("it"), made);
      Path kept = cache.keep(program, "program", "same");
      assertEquals("first", Files.readString(kept.resolve("it")));
    }
  }

  @Test
  void oneBuildsAtATime() throws Exception {
    BuildCache cache = new BuildCache(folder, 1_000);
    CountDownLatch tries = new CountDownLatch(1);
    CountDownLatch has = new CountDownLatch(1);
    Thread other;
    try (BuildCache.Held _ = cache.lock()) {
      other =
          Thread.ofPlatform()
              .start(
                  () -> {
                    tries.countDown();
                    try (BuildCache.Held _ = new BuildCache(folder, 1_000).lock()) {
                      has.countDown();
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      assertTrue(tries.await(60, TimeUnit.SECONDS));
      assertFalse(has.await(50, TimeUnit.MILLISECONDS));
    }
    assertTrue(has.await(60, TimeUnit.SECONDS));
    other.join();
  }

  @Test
  void itsPlaceIsThatOfTheUsersOtherCaches() {
    assertEquals(Path.of("/x/tidegate-sim"), BuildCache.usual("/x", Path.of("/home/a")));
    assertEquals(
        Path.of("/home/a/.cache/tidegate-sim"), BuildCache.usual(null, Path.of("/home/a")));
    assertEquals(
        Path.of("/home/a/.cache/tidegate-sim"), BuildCache.usual("relative", Path.of("/home/a")));
  }

  private static void keep(BuildCache cache, String name, int bytes, int hoursAgo)
      throws IOException {
    Path made = cache.workshop().resolve(name);
    Files.write(made, new byte[bytes]);
    cache.keep(made, "object", name);
    used(cache.entry("object", name), hoursAgo);
  }

  private static void used(Path path, int hoursAgo) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(NOW.minus(Duration.ofHours(hoursAgo))));
  }

  private static String there(BuildCache cache, String... names) {
    StringBuilder there = new StringBuilder();
    for (String name : names) {
      there.append(Files.exists(cache.entry("object", name)) ? 'y' : 'n');
    }
    return there.toString();
  }
}
