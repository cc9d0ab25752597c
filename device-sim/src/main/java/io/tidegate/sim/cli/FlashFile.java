package io.tidegate.sim.cli;

import io.tidegate.sim.lx106.chip.Flash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A chip's flash in a file of its size. What it held is there again at the next start; it is
/// written when the board is done with.
final class FlashFile {
  private static final int USUAL_BYTES = 4 << 20;

  private final Path file;
  private final Flash flash;

  private FlashFile(Path file, Flash flash) {
    this.file = file;
    this.flash = flash;
  }

  /// An erased one where there is no such file.
  static FlashFile open(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new FlashFile(file, Flash.erased(USUAL_BYTES));
    }
    try {
      return new FlashFile(file, new Flash(Files.readAllBytes(file)));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  Flash flash() {
    return flash;
  }

  /// All of it or nothing.
  void save() throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.write(written, flash.bytes());
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
