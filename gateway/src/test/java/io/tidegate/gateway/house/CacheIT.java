package io.tidegate.gateway.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The cache that shortens the service's start, made in the unpacked package: none of the ways in
/// which it may be wrong stops a start. A start without a configuration ends at once, and with 3.
class CacheIT {
  private static final int NO_CONFIGURATION = 3;
  private static final String USED = "Using AOT-linked classes: true";

  @TempDir private Path folder;
  private Path program;
  private Path cache;
  private Path state;

  @BeforeEach
  void makeIt() throws Exception {
    Path home = Files.createDirectories(folder.resolve("a folder"));
    try (Stream<Path> files = Files.list(Tree.root().resolve("gateway/target"))) {
      Path archive = files.filter(f -> f.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
      run(0, "tar", "xzf", archive.toString(), "-C", home.toString(), "--strip-components=1");
    }
    program = home.resolve("bin/tidegate");
    cache = home.resolve("cache/run.aot");
    state = Files.createDirectory(folder.resolve("state"));
    run(0, home.resolve("bin/make-cache").toString());
    try (Stream<Path> left = Files.list(cache.getParent())) {
      assertEquals(List.of(cache), left.toList());
    }
  }

  @Test
  void theServiceUsesItAndNothingStopsAStart() throws Exception {
    assertTrue(start().contains(USED));
    isNotForCommands();
    isNotForOtherFiles();
    mayBeCut();
    mayBeChangedInTheMiddle();
    Files.delete(cache);
    assertFalse(start().contains(USED));
  }

  private void isNotForCommands() throws Exception {
    assertFalse(run(0, program.toString(), "version").contains(USED));
  }

  private void isNotForOtherFiles() throws Exception {
    Path jar = program.resolveSibling("../lib").normalize();
    try (Stream<Path> jars = Files.list(jar)) {
      jar = jars.filter(f -> f.toString().contains("picocli")).findFirst().orElseThrow();
    }
    FileTime before = Files.getLastModifiedTime(jar);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(before.toMillis() + 10_000));
    assertFalse(start().contains(USED));
    Files.setLastModifiedTime(jar, before);
    assertTrue(start().contains(USED));
  }

  private void mayBeCut() throws Exception {
    byte[] whole = Files.readAllBytes(cache);
    try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
      file.setLength(whole.length / 2);
    }
    assertFalse(start().contains(USED));
    Files.write(cache, whole);
    assertTrue(start().contains(USED));
  }

  /// Java does not look for that, and dies of it: once.
  private void mayBeChangedInTheMiddle() throws Exception {
    byte[] whole = Files.readAllBytes(cache);
    byte[] holed = whole.clone();
    Arrays.fill(holed, whole.length / 20, whole.length, (byte) 0);
    Files.write(cache, holed);
    // a mark of the same moment would not be a later one
    Files.setLastModifiedTime(cache, FileTime.fromMillis(System.currentTimeMillis() - 10_000));
    Ran killed = ran(program.toString(), "run", "none.yaml");
    assertEquals(134, killed.exit(), killed::output);
    assertTrue(Files.exists(state.resolve("cache-kills-java")));
    assertFalse(start().contains(USED));
  }

  private String start() throws Exception {
    return run(NO_CONFIGURATION, program.toString(), "run", "none.yaml");
  }

  private String run(int exit, String... command) throws Exception {
    Ran ran = ran(command);
    assertEquals(exit, ran.exit(), ran::output);
    return ran.output();
  }

  private Ran ran(String... command) throws IOException, InterruptedException {
    Map<String, String> service =
        state == null
            ? Map.of()
            : Map.of(
                "STATE_DIRECTORY",
                state.toString(),
                "TIDEGATE_JAVA_OPTS",
                "-Xlog:aot=info,cds=info");
    return Ran.with(service, folder, command);
  }
}
