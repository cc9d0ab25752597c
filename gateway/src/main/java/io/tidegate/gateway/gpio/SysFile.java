package io.tidegate.gateway.gpio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.gateway.gpio.Fault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/// Files of sysfs: short texts, each made by the driver when it is read.
final class SysFile {
  /// A page; sysfs gives no more.
  static final int LIMIT_BYTES = 4_096;

  /// More entries than that in one folder are not looked at.
  static final int ENTRIES_LIMIT = 256;

  private static final int SHOWN_LENGTH = 40;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

  private SysFile() {}

  static String text(Path file) throws Unreadable {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LIMIT_BYTES + 1);
      if (bytes.length > LIMIT_BYTES) {
        throw new Unreadable(
            Kind.NO_NUMBER, file + ": expected at most " + LIMIT_BYTES + " bytes, there are more");
      }
      return new String(bytes, ISO_8859_1).strip();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// Strictly a decimal number; nothing is guessed.
  static BigDecimal number(Path file) throws Unreadable {
    return number(text(file), file);
  }

  static BigDecimal number(String text, Path file) throws Unreadable {
    if (!NUMBER.matcher(text).matches()) {
      throw new Unreadable(
          Kind.NO_NUMBER, file + ": expected a number, got \"" + shown(text) + '"');
    }
    return new BigDecimal(text);
  }

  /// The names in a folder in order; empty when there is no such folder.
  static List<String> names(Path folder) throws Unreadable {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (names.size() < ENTRIES_LIMIT) {
          names.add(entry.getFileName().toString());
        }
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    Collections.sort(names);
    return names;
  }

  /// Part of a foreign text, fit for a line.
  static String shown(String text) {
    String part = text.length() > SHOWN_LENGTH ? text.substring(0, SHOWN_LENGTH) + "..." : text;
    return part.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static Unreadable unreadable(Path file, IOException failure) {
    return switch (failure) {
      case NoSuchFileException _, NotDirectoryException _ ->
          new Unreadable(Kind.ABSENT, "not there: " + file);
      case AccessDeniedException _ ->
          new Unreadable(Kind.DENIED, "the gateway may not read " + file);
      default -> {
        String reason =
            failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(failure.getMessage());
        yield reason.contains("No such device")
            ? new Unreadable(Kind.ABSENT, "gone while it was read: " + file)
            : new Unreadable(Kind.FAILED, "reading " + file + " failed: " + reason);
      }
    };
  }
}
