package io.tidegate.gateway.house;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The project's own files: everything below the top folder but what was built, fetched or hidden.
final class Tree {
  static final List<String> MODULES = List.of("firmware-bridge", "device-sim", "gateway");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s:]+)(?:#[^)]*)?\\)");

  private static final Set<String> NOT_OURS =
      Set.of("target", "node_modules", ".git", ".idea", ".vscode", "__pycache__");

  private Tree() {}

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new AssertionError("run the tests inside the checkout: no folder above has mvnw");
      }
    }
    return folder;
  }

  /// Paths relative to [#root], sorted.
  static List<Path> files() throws IOException {
    Path root = root();
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // in a second work tree .git is a file
            if (attributes.isRegularFile() && !NOT_OURS.contains(file.getFileName().toString())) {
              files.add(root.relativize(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  /// The lines of a file, or none when it is not text.
  static List<String> lines(Path relative) throws IOException {
    try {
      return Files.readAllLines(root().resolve(relative));
    } catch (MalformedInputException binary) {
      return List.of();
    }
  }

  /// Where links of a document lead that is no file and no folder.
  static List<String> deadLinks(Path document) throws IOException {
    return LINK.matcher(Files.readString(document))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !Files.exists(document.resolveSibling(link)))
        .toList();
  }

  static String text(String relative) throws IOException {
    return Files.readString(root().resolve(relative));
  }
}
