package io.tidegate.terminal;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// What went wrong, for a person. What Java says of files is a name alone, or has its class in it.
public final class Complaint {
  private Complaint() {}

  public static String of(Exception failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case NotDirectoryException other -> other.getFile() + " is no folder";
      case AccessDeniedException denied -> denied.getFile() + " may not be used by user " + user();
      case CharacterCodingException _ -> "what came is not UTF-8 text";
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }

  /// Why a file cannot be written there; empty when it can. Asked before work that takes long.
  public static String unwritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return file + " cannot be written: there is no folder " + folder;
    }
    if (Files.isDirectory(file)) {
      return file + " cannot be written: it is a folder";
    }
    return Files.isWritable(Files.exists(file) ? file : folder)
        ? ""
        : file + " cannot be written: user " + user() + " may not";
  }

  private static String user() {
    return System.getProperty("user.name");
  }
}
