package io.tidegate.gateway.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.spool.Appended;
import io.tidegate.gateway.spool.Mark;
import io.tidegate.gateway.spool.SpoolLimits;
import io.tidegate.gateway.spool.SpoolStatus;
import io.tidegate.gateway.system.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The spool on real folders: processes that are killed, disks that are full.
class RealFolderTest {
  @TempDir Path temp;

  private static Process start(Path path, long firstNumber) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            Feeder.class.getName(),
            path.toString(),
            Long.toString(firstNumber))
        .redirectErrorStream(true)
        .start();
  }

  @Test
  void losesNothingDurableWhenTheProcessIsKilled() throws Exception {
    Path path = temp.resolve("spool");
    Set<Long> durable = new HashSet<>();
    long next = 0;
    for (int turn = 0; turn < 3; turn++) {
      Process feeder = start(path, next);
      try (BufferedReader lines = feeder.inputReader()) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          durable.add(Long.parseLong(line));
          if (durable.size() >= (turn + 1) * 2_000 && feeder.isAlive()) {
            feeder.toHandle().destroyForcibly();
          }
        }
      }
      assertTrue(feeder.waitFor(60, TimeUnit.SECONDS));
      next += 1_000_000;
    }
    assertTrue(durable.size() >= 6_000);
    try (Feeder reader = new Feeder(path, Feeder.limits())) {
      List<Long> delivered = reader.drain();
      assertEquals(delivered.size(), new HashSet<>(delivered).size(), "each comes once");
      assertTrue(new HashSet<>(delivered).containsAll(durable), "all that was durable is there");
      assertEquals(delivered.stream().sorted().toList(), delivered, "in order");
      assertTrue(reader.end());
    }
    assertEquals(List.of(), segments(path), "drained, the folder holds no segment");
  }

  @Test
  void anotherProcessIsRefusedAndLeavesTheFolderAlone() throws Exception {
    Path path = temp.resolve("spool");
    try (Feeder holder = new Feeder(path, Feeder.limits())) {
      Process second = start(path, 0);
      String said = new String(second.getInputStream().readAllBytes());
      assertTrue(second.waitFor(60, TimeUnit.SECONDS));
      assertTrue(said.contains("in use by process " + ProcessHandle.current().pid()), said);
      assertTrue(holder.end());
    }
  }

  @Test
  void aFullDiskCostsNothingAndIsUsedAgainWhenThereIsRoom() throws Exception {
    try (SmallDisk small = SmallDisk.at(Files.createDirectory(temp.resolve("small")))) {
      fillAndDrain(small);
    }
  }

  private static void fillAndDrain(SmallDisk small) throws Exception {
    SpoolLimits limits =
        SpoolLimits.of(true, false, 1_000_000L, 64 << 10, 256 << 10, 64 << 20, 0, 0, 2 << 20);
    try (Feeder feeder = new Feeder(small.spool(), limits)) {
      long number = 0;
      while (feeder.spool.status(0).trouble().isEmpty() && number < 5_000) {
        feeder.spool.append(Feeder.message(number++, 1_000), System.nanoTime());
        feeder.turn(false, 1);
      }
      SpoolStatus status = feeder.spool.status(System.nanoTime());
      assertTrue(!status.trouble().isEmpty(), status.trouble());
      assertEquals(number, status.waiting(), "what the disk does not take stays in memory");
      small.makeRoom();
      for (int i = 0; i < 2_000 && !feeder.spool.settled(); i++) {
        feeder.turn(true, 10);
      }
      assertTrue(feeder.spool.settled(), "it is written when there is room again");
      assertEquals("", feeder.spool.status(System.nanoTime()).trouble());
      assertEquals(LongStream.range(0, number).boxed().toList(), feeder.drain());
    }
  }

  @Test
  @Tag("setpriv")
  void anUnwritableFolderIsRefusedWithUserPathAndWhatToDo() throws Exception {
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path parent = Files.createDirectory(temp.resolve("closed"));
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-xr-xr-x"));
    Path path = parent.resolve("spool");
    String said = openWithoutRights(path);
    assertTrue(said.contains(" may not write to the spool folder " + path), said);
    assertTrue(said.startsWith("user "), said);
    assertTrue(said.contains(parent + " belongs to "), said);
    assertTrue(said.contains("sudo install -d -m 700 -o "), said);
    assertFalse(Files.exists(path));
    said = openWithoutRights(parent);
    assertTrue(said.contains(" may not write to the spool folder " + parent), said);
  }

  private String openWithoutRights(Path path) throws IOException {
    Path classes = Files.createTempDirectory(temp, "classes");
    JavaProcess process =
        JavaProcess.startUnprivileged(classes, OpenOnly.class.getName(), path.toString());
    process.awaitExit(20_000);
    return process.output();
  }

  @Test
  void anOrderlyEndLeavesExactMarksAndRepeatsNothing() throws Exception {
    Path path = temp.resolve("spool");
    try (Feeder feeder = new Feeder(path, Feeder.limits())) {
      for (long number = 0; number < 500; number++) {
        assertTrue(feeder.spool.append(Feeder.message(number, 100), 0) instanceof Appended.Taken);
      }
      feeder.spool.mark(new Mark("b", "s", 499), 0);
      feeder.turn(true, 1_000);
      assertEquals(500, feeder.drain().size());
      assertTrue(feeder.end());
    }
    try (Feeder feeder = new Feeder(path, Feeder.limits())) {
      assertTrue(feeder.report.clean(), feeder.report.toString());
      assertTrue(feeder.report.marksExact());
      assertEquals(0, feeder.report.waiting());
    }
  }

  private static List<Path> segments(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".seg")).toList();
    }
  }

  /// Opens a folder and says how that ended.
  static final class OpenOnly {
    private OpenOnly() {}

    public static void main(String[] arguments) {
      switch (SpoolFolder.open(Path.of(arguments[0]))) {
        case SpoolFolder.Opening.Opened(SpoolFolder folder) -> folder.close();
        case SpoolFolder.Opening.Refused(String words) -> System.out.println(words);
      }
    }
  }
}
