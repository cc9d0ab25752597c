package io.tidegate.arduino;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A sketch is C++ but for two things that the Arduino IDE adds: the include of Arduino.h, and a
/// prototype of each function before the first one.
final class Sketch {
  private static final Pattern FUNCTION =
      Pattern.compile("^((?:[A-Za-z_][\\w:<>]*[ *&]+)+\\w+\\([^;{}]*\\)) \\{$", Pattern.MULTILINE);

  private Sketch() {}

  /// The folders that hold sketches, in `parent`.
  static List<Path> in(Path parent) {
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(Path folder) {
    return folder.resolve(folder.getFileName() + ".ino");
  }

  static String source(Path folder) {
    try {
      return Files.readString(file(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path asCpp(Path folder, Path target) {
    String source = source(folder);
    String prototypes =
        FUNCTION
            .matcher(source)
            .results()
            .map(found -> found.group(1) + ";\n")
            .collect(Collectors.joining());
    Matcher first = FUNCTION.matcher(source);
    int at = first.find() ? first.start() : 0;
    String file = file(folder).toString();
    long line = source.substring(0, at).lines().count() + 1;
    String cpp =
        "#include <Arduino.h>\n#line 1 \"%s\"\n%s%s#line %d \"%s\"\n%s"
            .formatted(file, source.substring(0, at), prototypes, line, file, source.substring(at));
    try {
      return Files.writeString(target.resolve(folder.getFileName() + ".cpp"), cpp);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
