package io.tidegate.gateway.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder of our own, gone when it is closed. It is on a disk where there is one: on many systems
/// the usual place for temporary files is memory, and a spool there would be none.
final class TemporaryFolder implements AutoCloseable {
  private static final Path KEPT = Path.of("/var/tmp");

  private final Path path;

  TemporaryFolder() throws IOException {
    Path parent = Files.isWritable(KEPT) ? KEPT : Path.of(System.getProperty("java.io.tmpdir"));
    path = Files.createTempDirectory(parent, "tidegate-demo-");
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
