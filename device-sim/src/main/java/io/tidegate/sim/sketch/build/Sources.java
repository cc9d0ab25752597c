package io.tidegate.sim.sketch.build;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Files by what they are for.
final class Sources {
  private static final Set<String> COMPILED = Set.of("c", "cpp", "cc", "cxx");
  private static final Set<String> HEADERS = Set.of("h", "hh", "hpp", "hxx", "tpp", "ipp", "inl");
  private static final Set<String> SKETCHES = Set.of("ino", "pde");

  /// A folder deeper than this is no source folder.
  private static final int MOST_DEPTH = 12;

  private Sources() {}

  static boolean isCompiled(Path file) {
    return COMPILED.contains(ending(file));
  }

  /// For the chip's own processor: of no use here.
  static boolean isAssembly(Path file) {
    return ending(file).equals("s");
  }

  static boolean isHeader(Path file) {
    return HEADERS.contains(ending(file));
  }

  static boolean isSketch(Path file) {
    return SKETCHES.contains(ending(file));
  }

  /// Sources, headers and sketches.
  static boolean isCode(Path file) {
    return isCompiled(file) || isHeader(file) || isSketch(file);
  }

  static boolean isC(Path file) {
    return ending(file).equals("c");
  }

  /// The files right in this folder, in order; none where there is no folder.
  static List<Path> in(Path folder) throws IOException {
    return list(folder, 1);
  }

  /// Those in folders below as well, but for hidden ones.
  static List<Path> below(Path folder) throws IOException {
    return list(folder, MOST_DEPTH);
  }

  /// The file's name without its ending.
  static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static List<Path> list(Path folder, int depth) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      all.filter(each -> !isHidden(folder.relativize(each)))
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(found::add);
    }
    return found;
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".") && !part.toString().equals(".")) {
        return true;
      }
    }
    return false;
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
