package io.tidegate.gateway.file;

import io.tidegate.gateway.spool.SpoolDump;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Shows a spool's folder in words. It only reads, and takes no lock: also beside a running
/// gateway.
public final class FolderDump {
  private FolderDump() {}

  /// Lines go to `out`, the oldest segment first. False when there is nothing of a spool. Fails
  /// where the folder cannot be read at all.
  public static boolean dump(Path folder, Consumer<String> out) throws IOException {
    try (FolderFiles files = new FolderFiles(folder)) {
      if (files.cursor(0) == null && files.cursor(1) == null && files.segments().isEmpty()) {
        return false;
      }
      for (int slot = 0; slot < 2; slot++) {
        SpoolDump.cursor(slot, files.cursor(slot)).forEach(out);
      }
      for (long id : files.segments().reversed()) {
        segment(files, id, out);
      }
      return true;
    }
  }

  private static void segment(FolderFiles files, long id, Consumer<String> out) {
    try {
      SpoolDump.segment(id, files.read(id)).forEach(out);
    } catch (IOException e) {
      out.accept("segment %016x cannot be read: %s".formatted(id, Troubles.words(e)));
    }
  }
}
