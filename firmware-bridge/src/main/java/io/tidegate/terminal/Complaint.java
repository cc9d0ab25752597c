package io.tidegate.terminal;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What went wrong, for a person. What Java says of files is a name alone, or has its class in it.
public final class Complaint {
  private Complaint() {}

  public static String of(Exception failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case NotDirectoryException other -> other.getFile() + " is no folder";
      case AccessDeniedException denied ->
          denied.getFile() + " may not be used by user " + System.getProperty("user.name");
      case CharacterCodingException _ -> "what came is not UTF-8 text";
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }
}
