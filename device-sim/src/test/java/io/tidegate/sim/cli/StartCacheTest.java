package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.sketch.SketchBuilds;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class StartCacheTest {
  private static final long LIMIT_SECONDS = 120;
  private static final long LOOK_NANOS = 20_000_000;

  @TempDir private Path folder;

  @Test
  @Tag("gpp")
  void theFirstStartMakesWhatTheNextOnesTakeFromIt() throws Exception {
    Path sketch = Files.createDirectories(folder.resolve("quiet"));
    Files.writeString(sketch.resolve("quiet.ino"), "void setup() {}\nvoid loop() {}\n");
    theNextTakesFromIt(SketchRun.class, "sketch", sketch);
  }

  @Test
  @Tag("lx106")
  void soDoesThatOfAnImage() throws Exception {
    Toolchain.bare(folder, "pulses");
    theNextTakesFromIt(FirmwareCommand.class, "firmware", folder.resolve("pulses.elf"));
  }

  private void theNextTakesFromIt(Class<?> needed, String command, Path what) throws Exception {
    List<String> words = List.of(command, what.toString(), "--virtual", "--seconds", "1");
    String classPath = jars();
    Path cache = folder.resolve("start cache/start.aot");
    Path of = folder.resolve("start cache/start.aot.of");

    assertFalse(start(words, classPath, cache, List.of()).contains("shared objects file"));
    await(of);
    assertTrue(Files.exists(cache));
    String identity = Files.readString(of);
    String loaded = start(words, classPath, cache, List.of("-XX:AOTCache=" + cache));

    assertTrue(loaded.contains(needed.getName() + " source: shared objects"), loaded);
    assertEquals(List.of(cache, of), files(), "it is not made again");
    assertTrue(identity.contains(classPath.split(File.pathSeparator)[0] + " "), identity);
  }

  private String start(List<String> words, String classPath, Path cache, List<String> more)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(more);
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx192m", "-D" + StartCache.PLACE + "=" + cache));
    command.add("-Xlog:class+load:file=" + folder.resolve("classes"));
    command.addAll(List.of("-cp", classPath, TidegateSim.class.getName()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("XDG_CACHE_HOME", SketchBuilds.CACHE_HOME.toString());
    Process process = builder.redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertTrue(ended && process.exitValue() == 0, Files.readString(log));
    } finally {
      process.destroyForcibly();
    }
    try (Stream<String> lines = Files.lines(folder.resolve("classes"), UTF_8)) {
      return String.join("\n", lines.filter(each -> each.contains("tidegate")).toList());
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("start cache"))) {
      return all.sorted().toList();
    }
  }

  /// Our own class path; Java makes such a cache of jars only.
  private String jars() throws IOException {
    List<String> all = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path entry = Path.of(each);
      all.add(Files.isDirectory(entry) ? jar(entry, all.size()).toString() : each);
    }
    return String.join(File.pathSeparator, all);
  }

  private Path jar(Path classes, int number) throws IOException {
    Path jar = folder.resolve("classes-" + number + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, out);
      }
    }
    return jar;
  }

  private static void await(Path file) {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!Files.exists(file) && System.nanoTime() < endNanos) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    assertTrue(Files.exists(file), file + " does not come");
  }
}
