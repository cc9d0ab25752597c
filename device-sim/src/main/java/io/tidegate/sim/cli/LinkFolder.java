package io.tidegate.sim.cli;

import io.tidegate.sim.pty.Rack;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder with the links to the ports. Two simulators in one folder would take each other's
/// names, so it is locked.
final class LinkFolder implements AutoCloseable {
  private static final String LOCK = ".tidegate-sim.lock";

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private LinkFolder(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /// Makes the folder where it is missing; only its maker may look into it then.
  static LinkFolder open(Path folder) throws IOException {
    try {
      return locked(folder);
    } catch (FileSystemException e) {
      throw new IOException(
          "no links can be made in "
              + folder
              + " ("
              + e.getClass().getSimpleName()
              + "); name another folder: --link-dir",
          e);
    }
  }

  private static LinkFolder locked(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // held within this process
    }
    if (lock == null) {
      channel.close();
      throw new IOException(
          "another tidegate-sim has its ports in " + folder + "; name another folder: --link-dir");
    }
    return new LinkFolder(folder, channel, lock);
  }

  /// The place where this user's ports are when nothing else is said.
  static Path usual() {
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    return runtime == null || runtime.isEmpty()
        ? Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("tidegate-sim-" + System.getProperty("user.name"))
        : Path.of(runtime).resolve("tidegate-sim");
  }

  Path link(String name) {
    return folder.resolve(name);
  }

  /// It and the ports whose links it has are closed.
  void end(Rack rack) {
    rack.close();
    try {
      close();
    } catch (IOException _) {
      // a lock file that stays behind harms nobody: the lock itself is gone
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
    Files.deleteIfExists(folder.resolve(LOCK));
  }
}
