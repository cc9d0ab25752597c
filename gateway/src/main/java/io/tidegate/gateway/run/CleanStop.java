package io.tidegate.gateway.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that is there only between a stop after which everything was on disk and the next start.
/// It says that the marks on disk are exact: no board was told anything after they were written.
final class CleanStop {
  static final String FILE = "stopped-clean";

  private final Path folder;
  private final Path file;

  CleanStop(Path folder) {
    this.folder = folder;
    this.file = folder.resolve(FILE);
  }

  /// Whether the run before stopped so. From here on it is not said any more, whatever happens:
  /// when the file cannot be removed for good, the answer is no.
  boolean take() {
    try {
      boolean there = Files.deleteIfExists(file);
      sync();
      return there;
    } catch (IOException _) {
      return false;
    }
  }

  /// This run stopped so.
  void say() throws IOException {
    try (FileChannel made =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      made.force(true);
    }
    sync();
  }

  private void sync() throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
