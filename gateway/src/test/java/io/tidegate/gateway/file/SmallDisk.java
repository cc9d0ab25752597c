package io.tidegate.gateway.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A disk on which a spool soon finds no more room. Where we may mount it is a real one, of a
/// megabyte; elsewhere names that are taken keep the spool from beginning another segment.
final class SmallDisk implements AutoCloseable {
  private static final int TAKEN_NAMES = 400;

  private final Path path;
  private final boolean mounted;
  private final List<Path> ballast = new ArrayList<>();

  private SmallDisk(Path path, boolean mounted) {
    this.path = path;
    this.mounted = mounted;
  }

  static SmallDisk at(Path path) throws IOException {
    boolean mounted = runs("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path.toString());
    SmallDisk disk = new SmallDisk(path, mounted);
    if (mounted) {
      disk.ballast.add(Files.write(path.resolve("ballast"), new byte[600 << 10]));
    } else {
      Files.createDirectory(disk.spool());
      for (int id = 3; id < TAKEN_NAMES; id++) {
        String name = String.format("%016x.seg", id);
        disk.ballast.add(Files.createDirectory(disk.spool().resolve(name)));
      }
    }
    return disk;
  }

  Path spool() {
    return path.resolve("spool");
  }

  void makeRoom() throws IOException {
    for (Path each : ballast) {
      Files.delete(each);
    }
    ballast.clear();
  }

  @Override
  public void close() throws IOException {
    if (mounted && !runs("umount", path.toString())) {
      throw new IOException(path + " cannot be unmounted");
    }
  }

  private static boolean runs(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
