package io.tidegate.gateway.file;

import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.spool.Recovered;
import io.tidegate.gateway.spool.Recovery;
import io.tidegate.gateway.spool.SpoolLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/// A spool's folder, held by this process alone from [#open] to [#close].
public final class SpoolFolder implements AutoCloseable {
  /// How an attempt to open a folder ended.
  public sealed interface Opening {
    record Opened(SpoolFolder folder) implements Opening {}

    /// `words` say what is wrong, with whom and where, and what to do about it.
    record Refused(String words) implements Opening {}
  }

  private final Path path;
  private final Medium medium;
  private final FolderLock lock;

  private SpoolFolder(Path path, Medium medium, FolderLock lock) {
    this.path = path;
    this.medium = medium;
    this.lock = lock;
  }

  /// Creates the folder when it is missing (mode 0700), locks it, and looks at what it lies on.
  public static Opening open(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    String refusal = FolderCheck.makeUsable(folder);
    if (!refusal.isEmpty()) {
      return new Opening.Refused(refusal);
    }
    try {
      FolderLock lock = FolderLock.take(folder);
      if (lock == null) {
        return new Opening.Refused(FolderLock.heldWords(folder));
      }
      return new Opening.Opened(new SpoolFolder(folder, Medium.of(folder), lock));
    } catch (IOException e) {
      return new Opening.Refused(FolderCheck.words(folder, e));
    }
  }

  public Path path() {
    return path;
  }

  /// False when what is written here may not survive a power cut; [#words] say why.
  public boolean durable() {
    return medium.durable();
  }

  /// Empty when [#durable].
  public String words() {
    return medium.words();
  }

  /// Reads the folder, the newest segment first, and rebuilds the spool. It always succeeds, except
  /// where a newer version wrote here. `wallMillis` is negative when the clock is not known to be
  /// right.
  public Recovered recover(
      SpoolLimits limits, RandomGenerator random, long nowNanos, long wallMillis) {
    Recovery recovery = new Recovery(limits, random);
    try (FolderFiles files = new FolderFiles(path)) {
      recovery.cursor(files.cursor(0), files.cursor(1));
      for (long id : files.segments()) {
        recovery.segment(id, readable(files, id));
      }
    } catch (IOException _) {
      // a folder that cannot be listed holds nothing that could be used; writing to it will say so
    }
    return recovery.finish(nowNanos, wallMillis);
  }

  /// Starts the disk thread.
  public FileDisk disk(Inbox inbox) {
    return new FileDisk(path, inbox);
  }

  /// Gives the lock back.
  @Override
  public void close() {
    lock.release();
  }

  /// Null when it cannot be read.
  private static byte[] readable(FolderFiles files, long id) {
    try {
      return files.read(id);
    } catch (IOException _) {
      return null;
    }
  }
}
