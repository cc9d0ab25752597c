package io.tidegate.gateway.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One process per folder. The kernel gives the lock back when its holder ends, however it ends.
final class FolderLock {
  private static final String NAME = "lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Null when somebody else holds it.
  static FolderLock take(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        sign(channel);
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException _) {
      // held within this process
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  /// Who holds it, for the words below; a full disk must not keep a gateway from starting.
  private static void sign(FileChannel channel) {
    try {
      channel.truncate(0);
      String holder = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException _) {
      // the lock holds without a name
    }
  }

  static String heldWords(Path folder) {
    String holder;
    try {
      String pid = Files.readString(folder.resolve(NAME)).strip();
      holder = pid.isEmpty() ? "another process" : "process " + pid;
    } catch (IOException _) {
      holder = "another process";
    }
    return "the spool folder "
        + folder
        + " is in use by "
        + holder
        + "; end that gateway first (systemctl stop tidegate), or choose another folder";
  }

  void release() {
    try {
      channel.close();
    } catch (IOException _) {
      // the end of the process gives it back
    }
  }
}
