package io.tidegate.strict;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiFunction;

/// Reads a file of one [FileKind]. Every problem is collected, none is thrown.
///
/// ```java
/// Key<Long> every = Key.of("boards[].every", Types.duration("1 ms", "1 d"), "1 s", "how often");
/// Result<Plan> plan = StrictFile.read(file, kind, (root, problems) -> {
///   for (Section board : root.list("boards")) { ... board.get(every) ... }
///   return new Plan(...);
/// });
/// ```
public final class StrictFile {
  private StrictFile() {}

  /// `assembler` makes the value of what the file says, which is in range already, and adds the
  /// problems that lie between keys; when there are any, its answer is of no use and may be null.
  public static <T> Result<T> read(
      Path file, FileKind kind, BiFunction<Section, Problems, T> assembler) {
    Problems problems = new Problems(file.toString());
    String text = text(file, kind, problems);
    return text == null ? problems.refused() : parse(text, kind, assembler, problems);
  }

  /// The same of a text that is said to come from `file`.
  public static <T> Result<T> parse(
      String text, Path file, FileKind kind, BiFunction<Section, Problems, T> assembler) {
    return parse(text, kind, assembler, new Problems(file.toString()));
  }

  private static <T> Result<T> parse(
      String text, FileKind kind, BiFunction<Section, Problems, T> assembler, Problems problems) {
    Node.Members tree = YamlTree.read(text, kind, problems);
    if (tree == null) {
      return problems.refused();
    }
    Section root = SectionReader.read(tree, kind, problems);
    T value = assembler.apply(root, problems);
    return problems.isEmpty() ? new Result.Ready<>(value, problems.warnings()) : problems.refused();
  }

  /// Null when it cannot be had.
  private static String text(Path file, FileKind kind, Problems problems) {
    try {
      if (Files.isDirectory(file)) {
        problems.add(0, "", "is a folder; expected a file");
        return null;
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(kind.sizeLimit() + 1);
      }
      if (bytes.length > kind.sizeLimit()) {
        String limit = Unit.SIZE.shown(kind.sizeLimit());
        problems.add(0, "", "is larger than " + limit + ": this is no " + kind.what());
        return null;
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException _) {
      problems.add(0, "", "there is no such file");
    } catch (AccessDeniedException _) {
      problems.add(0, "", "may not be read by user " + System.getProperty("user.name"));
    } catch (CharacterCodingException _) {
      problems.add(0, "", "is not UTF-8 text");
    } catch (IOException e) {
      problems.add(0, "", "cannot be read: " + e.getMessage());
    }
    return null;
  }
}
