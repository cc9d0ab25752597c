package io.tidegate.gateway.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Is this a folder we can work in? If not: what is wrong, and what to do, in words.
final class FolderCheck {
  private FolderCheck() {}

  /// Empty when the folder exists (now) and may be read and written.
  static String makeUsable(Path folder) {
    try {
      if (!Files.exists(folder)) {
        Directories.create(folder);
        Directories.sync(folder.getParent());
      }
    } catch (IOException e) {
      return words(folder, e);
    }
    if (!Files.isDirectory(folder)) {
      return "the spool folder " + folder + " is a file; name a folder, or move the file away";
    }
    boolean usable =
        Files.isReadable(folder) && Files.isWritable(folder) && Files.isExecutable(folder);
    return usable ? "" : words(folder, new AccessDeniedException(folder.toString()));
  }

  static String words(Path folder, IOException failure) {
    String user = System.getProperty("user.name");
    if (isReadOnly(folder)) {
      return "the spool folder "
          + folder
          + " is on a read-only file system; mount it for writing (a card that fails is often"
          + " mounted read-only), or choose another folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "user "
          + user
          + " may not write to the spool folder "
          + folder
          + owner(existing(folder))
          + "; give it to that user: sudo install -d -m 700 -o "
          + user
          + " "
          + folder
          + ", or choose another folder";
    }
    return "the spool folder "
        + folder
        + " cannot be used by user "
        + user
        + ": "
        + Troubles.words(failure);
  }

  /// The folder, or the nearest one above it that exists.
  private static Path existing(Path folder) {
    Path path = folder;
    while (path.getParent() != null && !Files.exists(path)) {
      path = path.getParent();
    }
    return path;
  }

  private static boolean isReadOnly(Path folder) {
    try {
      return Files.getFileStore(existing(folder)).isReadOnly();
    } catch (IOException _) {
      return false;
    }
  }

  private static String owner(Path path) {
    try {
      return " ("
          + path
          + " belongs to "
          + Files.getOwner(path).getName()
          + ", mode "
          + PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
          + ")";
    } catch (IOException | UnsupportedOperationException _) {
      return "";
    }
  }
}
