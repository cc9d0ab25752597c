package io.tidegate.sim.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.sim.lx106.image.BadImage;
import io.tidegate.sim.lx106.image.Elf;
import io.tidegate.sim.lx106.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The file that is flashed into a chip, where it lies.
public final class ImageFile {
  private ImageFile() {}

  /// `map` is the linker's, beside a .bin; null for none. What is wrong is told with the file.
  public static Image read(Path file, Path map) throws IOException, BadImage {
    byte[] bytes = bytes(file);
    try {
      return map == null
          ? Image.read(bytes)
          : Image.read(bytes, new String(bytes(map), ISO_8859_1));
    } catch (BadImage e) {
      throw new BadImage(file + ": " + e.getMessage());
    }
  }

  private static byte[] bytes(Path file) throws IOException, BadImage {
    try {
      long size = Files.size(file);
      if (size > Elf.LIMIT_BYTES) {
        throw new BadImage(
            "%s: expected at most %d bytes, got %d".formatted(file, Elf.LIMIT_BYTES, size));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new BadImage(file + ": there is no such file");
    }
  }
}
