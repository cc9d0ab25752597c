package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/// A chip's flash in a file of its size. What it held is there again at the next start; it is
/// written when the board is done with.
///
/// As on a real board, what came over the network stays; and as there, who has another program than
/// the last time flashes that. Which one was flashed stands in a file beside it.
final class FlashFile {
  private static final String NOTE = ".program";

  private final Path file;
  private final Path note;
  private final String flashed;
  private final Flash flash;

  private FlashFile(Path file, Path note, String flashed, Flash flash) {
    this.file = file;
    this.note = note;
    this.flashed = flashed;
    this.flash = flash;
  }

  /// A fresh one where there is no such file. `image` is what is flashed, if it was not the last
  /// time; `updates` are others that may be in it. What was done is told.
  static FlashFile open(Path file, Image image, List<Image> updates, Consumer<String> told)
      throws IOException {
    Path note = file.resolveSibling(file.getFileName() + NOTE);
    String now = image.digest();
    try {
      if (!Files.exists(file)) {
        return new FlashFile(file, note, now, image.freshFlash());
      }
      Flash flash = new Flash(Files.readAllBytes(file));
      if (!image.isIn(flash)) {
        String before = Files.exists(note) ? Files.readString(note, US_ASCII).strip() : "";
        boolean update = updates.stream().anyMatch(each -> each.isIn(flash));
        if (before.equals(now) || before.isEmpty() && update) {
          told.accept(file + " has a program that came over the network: that begins");
        } else {
          image.flash(flash);
          told.accept(file + " had another program: it is replaced; all else in it stays");
        }
      }
      return new FlashFile(file, note, now, flash);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  Flash flash() {
    return flash;
  }

  /// All of it or nothing.
  void save() throws IOException {
    write(file, flash.bytes());
    write(note, (flashed + "\n").getBytes(US_ASCII));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.write(written, bytes);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
