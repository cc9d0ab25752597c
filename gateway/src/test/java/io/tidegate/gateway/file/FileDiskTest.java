package io.tidegate.gateway.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.file.SpoolFolder.Opening;
import io.tidegate.gateway.spool.DiskBatch;
import io.tidegate.gateway.spool.DiskResult;
import io.tidegate.gateway.spool.DiskStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
  /// Keeps the disk's answers.
  static final class Answers implements Inbox {
    private final BlockingQueue<DiskResult> results = new LinkedBlockingQueue<>();

    @Override
    public void control(Input input) {
      results.add(((Input.DiskAnswered) input).result());
    }

    @Override
    public boolean bytes(int port, byte[] bytes, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean command(Input.Arrived command) {
      throw new UnsupportedOperationException();
    }

    DiskResult next() throws InterruptedException {
      DiskResult result = results.poll(60, TimeUnit.SECONDS);
      assertNotNull(result, "the disk answers");
      return result;
    }
  }

  @TempDir Path temp;
  private final Answers answers = new Answers();

  static SpoolFolder open(Path path) {
    return assertInstanceOf(Opening.Opened.class, SpoolFolder.open(path)).folder();
  }

  private DiskResult perform(FileDisk disk, DiskStep... steps) throws InterruptedException {
    disk.perform(new DiskBatch(7, List.of(steps)));
    DiskResult result = answers.next();
    assertEquals(7, result.batch());
    return result;
  }

  @Test
  void performsEveryStepAndGivesBackWhatItLoads() throws Exception {
    Path path = temp.resolve("spool");
    try (SpoolFolder folder = open(path);
        FileDisk disk = folder.disk(answers)) {
      DiskResult.Done done =
          assertInstanceOf(
              DiskResult.Done.class,
              perform(
                  disk,
                  new DiskStep.Append(0xAB, new byte[] {1, 2}),
                  new DiskStep.Append(0xAB, new byte[] {3}),
                  new DiskStep.Sync(0xAB),
                  new DiskStep.SyncFolder(),
                  new DiskStep.WriteCursor(1, new byte[] {9, 9}),
                  new DiskStep.Load(0xAB),
                  new DiskStep.Load(0xCD),
                  new DiskStep.Unlink(0xCD)));
      assertArrayEquals(new byte[] {1, 2, 3}, done.loaded().get(0).bytes());
      assertEquals(0, done.loaded().get(1).bytes().length, "a missing segment is empty");
      assertTrue(done.freeBytes() > 0);
      assertTrue(Files.exists(path.resolve("00000000000000ab.seg")));
      assertArrayEquals(new byte[] {9, 9}, Files.readAllBytes(path.resolve("cursor-1")));
      perform(disk, new DiskStep.WriteCursor(1, new byte[] {8}));
      assertArrayEquals(
          new byte[] {8, 9}, Files.readAllBytes(path.resolve("cursor-1")), "overwritten in place");
      perform(disk, new DiskStep.Unlink(0xAB), new DiskStep.SyncFolder());
      assertFalse(Files.exists(path.resolve("00000000000000ab.seg")));
    }
  }

  @Test
  void stopsAtTheFirstStepThatFailsAndSaysWhich() throws Exception {
    Path path = temp.resolve("spool");
    try (SpoolFolder folder = open(path);
        FileDisk disk = folder.disk(answers)) {
      Files.createDirectory(path.resolve("0000000000000002.seg"));
      DiskResult.Failed failed =
          assertInstanceOf(
              DiskResult.Failed.class,
              perform(
                  disk,
                  new DiskStep.Append(1, new byte[1]),
                  new DiskStep.Append(2, new byte[1]),
                  new DiskStep.Append(3, new byte[1])));
      assertEquals(1, failed.step());
      assertEquals(DiskResult.Trouble.INPUT_OUTPUT, failed.trouble());
      assertTrue(failed.words().startsWith("Append in " + path), failed.words());
      assertFalse(Files.exists(path.resolve("0000000000000003.seg")));
    }
  }

  @Test
  void makesTheFolderForItsOwnerOnly() throws IOException {
    Path path = temp.resolve("deep").resolve("spool");
    open(path).close();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void refusesASecondGatewayInWords() {
    Path path = temp.resolve("spool");
    SpoolFolder first = open(path);
    String words = assertInstanceOf(Opening.Refused.class, SpoolFolder.open(path)).words();
    assertTrue(words.contains("in use by process " + ProcessHandle.current().pid()), words);
    assertTrue(words.contains(path.toString()), words);
    first.close();
    open(path).close();
  }

  @Test
  void refusesAFileInPlaceOfTheFolder() throws IOException {
    Path path = Files.createFile(temp.resolve("spool"));
    String words = assertInstanceOf(Opening.Refused.class, SpoolFolder.open(path)).words();
    assertTrue(words.contains(path + " is a file"), words);
  }

  @Test
  void keepsTheQuarantineWithinItsBounds() throws Exception {
    Path path = temp.resolve("spool");
    try (SpoolFolder folder = open(path);
        FileDisk disk = folder.disk(answers)) {
      for (int i = 0; i < QuarantineFolder.FILE_LIMIT + 10; i++) {
        perform(disk, new DiskStep.Quarantine("piece", new byte[] {(byte) i}));
      }
      assertEquals(QuarantineFolder.FILE_LIMIT, kept(path).size());
      byte[] large = new byte[6 << 20];
      for (int i = 0; i < 4; i++) {
        perform(disk, new DiskStep.Quarantine("../../large " + i, large));
      }
      long bytes = 0;
      for (Path file : kept(path)) {
        bytes += Files.size(file);
      }
      assertTrue(bytes <= QuarantineFolder.LIMIT_BYTES, "bytes kept: " + bytes);
      assertTrue(Files.exists(path.resolve("quarantine/.._.._large_3")), "names stay inside");
    }
  }

  private static List<Path> kept(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path.resolve("quarantine"))) {
      return files.toList();
    }
  }

  @Test
  void tellsMemoryFromADisk() {
    Path folder = Path.of("/spool");
    assertTrue(Medium.of("ext4", folder).durable());
    for (String type : List.of("tmpfs", "ramfs", "overlay")) {
      Medium medium = Medium.of(type, folder);
      assertFalse(medium.durable());
      assertTrue(medium.words().startsWith("/spool is on " + type), medium.words());
    }
    // nothing can be told of what is not there; in a changed root, of nothing
    Medium unknown = Medium.of(temp.resolve("missing"));
    assertFalse(unknown.durable());
    assertTrue(unknown.words().contains("does not tell what that is on"), unknown.words());
  }

  @Test
  void tellsAFullAndAReadOnlyDiskFromABrokenOne() {
    assertEquals(
        DiskResult.Trouble.FULL, Troubles.of(new IOException("No space left on device"), temp));
    assertEquals(
        DiskResult.Trouble.FULL, Troubles.of(new IOException("Disk quota exceeded"), temp));
    assertEquals(
        DiskResult.Trouble.READ_ONLY, Troubles.of(new IOException("Read-only file system"), temp));
    assertEquals(
        DiskResult.Trouble.INPUT_OUTPUT, Troubles.of(new IOException("Input/output error"), temp));
  }
}
