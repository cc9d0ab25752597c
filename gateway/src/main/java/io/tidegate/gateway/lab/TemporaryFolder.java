package io.tidegate.gateway.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A folder of our own, gone when it is closed. It is on a disk where there is one: on many systems
/// the usual place for temporary files is memory, and a spool there would be none.
///
/// A lock in it says that somebody uses it. What a killed demo left behind has no lock any more;
/// the next demo removes it.
final class TemporaryFolder implements AutoCloseable {
  private static final Path KEPT = Path.of("/var/tmp");
  private static final String NAME = "tidegate-demo-";
  private static final String LOCK = "in-use";

  /// A younger folder may be one that somebody makes just now and has not locked yet.
  private static final long YOUNG_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Path path;
  private final FileChannel lock;

  TemporaryFolder() throws IOException {
    this(Files.isWritable(KEPT) ? KEPT : Path.of(System.getProperty("java.io.tmpdir")));
  }

  TemporaryFolder(Path parent) throws IOException {
    path = Files.createTempDirectory(parent, NAME);
    lock =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    sweep(parent);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    lock.close();
    remove(path);
  }

  private void sweep(Path parent) throws IOException {
    FileTime made = Files.getLastModifiedTime(path.resolve(LOCK));
    try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, NAME + "*")) {
      for (Path other : others) {
        if (!other.equals(path) && isLeft(other.resolve(LOCK), made.toMillis())) {
          remove(other);
        }
      }
    } catch (IOException _) {
      // somebody else's, or somebody else is sweeping too
    }
  }

  private static boolean isLeft(Path lock, long nowMillis) throws IOException {
    if (!Files.isWritable(lock)
        || nowMillis - Files.getLastModifiedTime(lock).toMillis() < YOUNG_MILLIS) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock got = channel.tryLock()) {
      return got != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
