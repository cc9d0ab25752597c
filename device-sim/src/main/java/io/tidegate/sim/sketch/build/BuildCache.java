package io.tidegate.sim.sketch.build;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// A folder of what was built, by the contents it was made of. An entry is a file or a folder that
/// appears whole; those that were used longest ago go when there is too much.
///
/// One builds at a time, in all processes together; who only looks needs no lock.
final class BuildCache {
  /// Some two hundred sketches.
  static final long MOST_BYTES = 512L << 20;

  /// Younger entries may be in use, whatever their number.
  private static final Duration SURELY_UNUSED = Duration.ofHours(1);

  private static final List<String> SHELVES = List.of("core", "object", "unit", "program");
  private static final ReentrantLock HERE = new ReentrantLock();

  private final Path folder;
  private final long mostBytes;

  BuildCache(Path folder, long mostBytes) throws IOException {
    this.folder = folder;
    this.mostBytes = mostBytes;
    for (String shelf : SHELVES) {
      Files.createDirectories(folder.resolve(shelf));
    }
  }

  /// `$XDG_CACHE_HOME/tidegate-sim`, as the user's other programs have theirs.
  static Path usual(String cacheHome, Path home) {
    boolean given = cacheHome != null && Path.of(cacheHome).isAbsolute();
    return (given ? Path.of(cacheHome) : home.resolve(".cache")).resolve("tidegate-sim");
  }

  /// Where an entry is or would be.
  Path entry(String shelf, String name) {
    return folder.resolve(shelf).resolve(name);
  }

  /// Whether it is there; it counts as used then.
  boolean has(String shelf, String name) throws IOException {
    Path entry = entry(shelf, name);
    if (!Files.exists(entry)) {
      return false;
    }
    try {
      Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
    } catch (NoSuchFileException _) {
      return false; // somebody has just thrown it away
    }
    return true;
  }

  /// A new folder for what is in the making, on the same disk.
  Path workshop() throws IOException {
    return Files.createTempDirectory(folder, "making");
  }

  /// Puts what was made in its place. Who comes second has made the same.
  Path keep(Path made, String shelf, String name) throws IOException {
    Path entry = entry(shelf, name);
    try {
      Files.move(made, entry, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(entry)) {
        throw e;
      }
    }
    return entry;
  }

  /// Waits until nobody else builds.
  Held lock() throws IOException {
    HERE.lock();
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        return new Held(channel, channel.lock());
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      HERE.unlock();
      throw e;
    }
  }

  /// The right to build.
  static final class Held implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private Held(FileChannel channel, FileLock lock) {
      this.channel = channel;
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      try {
        lock.release();
        channel.close();
      } finally {
        HERE.unlock();
      }
    }
  }

  private record Entry(Path path, Instant used, long bytes) {}

  /// Throws away what was used longest ago until the rest is small enough, and what a killed
  /// builder has left. For whoever holds the lock.
  void prune(Instant now) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String shelf : SHELVES) {
      entries.addAll(entries(folder.resolve(shelf)));
    }
    Instant limit = now.minus(SURELY_UNUSED);
    for (Entry left : entries(folder)) {
      boolean making = left.path().getFileName().toString().startsWith("making");
      if (making && left.used().isBefore(limit)) {
        remove(left.path());
      }
    }
    entries.sort(Comparator.comparing(Entry::used));
    long bytes = entries.stream().mapToLong(Entry::bytes).sum();
    for (Entry entry : entries) {
      if (bytes <= mostBytes || !entry.used().isBefore(limit)) {
        return;
      }
      remove(entry.path());
      bytes -= entry.bytes();
    }
  }

  static void remove(Path path) throws IOException {
    List<Path> all;
    try (Stream<Path> below = Files.walk(path)) {
      all = below.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  private static List<Entry> entries(Path shelf) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.list(shelf)) {
      paths = all.toList();
    }
    List<Entry> entries = new ArrayList<>();
    for (Path path : paths) {
      long bytes = 0;
      try (Stream<Path> below = Files.walk(path)) {
        for (Path each : below.toList()) {
          bytes += Files.size(each);
        }
      }
      entries.add(new Entry(path, Files.getLastModifiedTime(path).toInstant(), bytes));
    }
    return entries;
  }
}
