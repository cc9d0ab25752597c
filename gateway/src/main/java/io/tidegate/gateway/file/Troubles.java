package io.tidegate.gateway.file;

import io.tidegate.gateway.spool.DiskResult.Trouble;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells a full or read-only disk from a broken one. The kernel's words depend on the language of
/// the system, so the file system is asked too.
final class Troubles {
  private static final long NEARLY_FULL_BYTES = 64 << 10;

  private Troubles() {}

  static Trouble of(IOException failure, Path folder) {
    String words = String.valueOf(failure.getMessage());
    if (words.contains("No space left") || words.contains("quota exceeded")) {
      return Trouble.FULL;
    }
    if (words.contains("Read-only file system")) {
      return Trouble.READ_ONLY;
    }
    return ask(folder);
  }

  private static Trouble ask(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      if (store.isReadOnly()) {
        return Trouble.READ_ONLY;
      }
      return store.getUsableSpace() < NEARLY_FULL_BYTES ? Trouble.FULL : Trouble.INPUT_OUTPUT;
    } catch (IOException _) {
      return Trouble.INPUT_OUTPUT;
    }
  }

  /// What went wrong, with the exception's kind where its message is only a path.
  static String words(IOException failure) {
    String kind = failure.getClass().getSimpleName();
    String message = failure.getMessage();
    return kind.equals("IOException") && message != null ? message : kind + ": " + message;
  }
}
