package io.tidegate.gateway.mqtt;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Where a password is read from, anew at each connect. The password itself is never part of this
/// value, so it cannot reach a log.
public sealed interface Secret {
  int LIMIT_BYTES = 4_096;

  record None() implements Secret {}

  record InFile(Path file) implements Secret {}

  record InEnvironment(String variable) implements Secret {}

  /// A systemd credential (`LoadCredential=`).
  record InCredential(String name) implements Secret {}

  /// The secret, or null for [None]. The IOException says where it was looked for, never what was
  /// found.
  default char[] read(UnaryOperator<String> environment) throws IOException {
    return switch (this) {
      case None() -> null;
      case InFile(Path file) -> read(file);
      case InEnvironment(String variable) -> {
        String value = environment.apply(variable);
        if (value == null || value.isEmpty()) {
          throw new IOException("the environment has no variable " + variable);
        }
        yield value.toCharArray();
      }
      case InCredential(String name) -> {
        String folder = environment.apply("CREDENTIALS_DIRECTORY");
        if (folder == null) {
          throw new IOException(
              "no CREDENTIALS_DIRECTORY: systemd sets it when the unit has LoadCredential=" + name);
        }
        yield read(Path.of(folder, name));
      }
    };
  }

  /// The first line; a line end behind it is not part of it.
  private static char[] read(Path file) throws IOException {
    try {
      if (Files.size(file) > LIMIT_BYTES) {
        throw new IOException(file + " is larger than " + LIMIT_BYTES + " bytes: no password file");
      }
      CharBuffer text =
          StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(file)));
      int length = 0;
      while (length < text.length() && text.charAt(length) != '\n' && text.charAt(length) != '\r') {
        length++;
      }
      char[] secret = new char[length];
      text.get(secret);
      if (length == 0) {
        throw new IOException(file + " is empty");
      }
      return secret;
    } catch (java.nio.file.AccessDeniedException e) {
      throw new IOException(file + " may not be read by " + System.getProperty("user.name"), e);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    }
  }
}
