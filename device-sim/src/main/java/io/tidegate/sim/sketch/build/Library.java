package io.tidegate.sim.sketch.build;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/// An Arduino library: in the newer layout everything is below `src`, in the older one in its
/// folder and in `utility`.
record Library(
    String name,
    Path folder,
    List<Path> includes,
    Set<String> headers,
    List<Path> sources,
    List<String> architectures,
    List<String> linkerFlags,
    boolean instead,
    Origin origin) {
  /// Where it was found; the earlier wins, all else being equal.
  enum Origin {
    /// Named by itself: it wins over all but those of ours that stand for one.
    NAMED,
    IN_NAMED_FOLDER,
    USERS,
    OURS
  }

  private static final String ANY = "*";

  /// In one of ours: it stands for a library that cannot be built here, and goes before any other.
  private static final String INSTEAD = "instead";

  private static final String PROPERTIES = "library.properties";

  Library {
    includes = List.copyOf(includes);
    headers = Set.copyOf(headers);
    sources = List.copyOf(sources);
    architectures = List.copyOf(architectures);
    linkerFlags = List.copyOf(linkerFlags);
  }

  /// Null where this folder is none: it has no header.
  static Library read(Path folder, Origin origin) throws IOException {
    Properties properties = properties(folder.resolve(PROPERTIES));
    Path src = folder.resolve("src");
    List<Path> own = Sources.in(folder);
    boolean flat =
        !Files.isDirectory(src) || properties.isEmpty() && own.stream().anyMatch(Sources::isHeader);
    Path root = flat ? folder : src;
    List<Path> includes = new ArrayList<>(List.of(root));
    List<Path> files = new ArrayList<>(flat ? own : Sources.below(src));
    Path utility = folder.resolve("utility");
    if (flat && Files.isDirectory(utility)) {
      includes.add(utility);
      files.addAll(Sources.in(utility));
    }
    Set<String> headers =
        files.stream()
            .filter(each -> Sources.isHeader(each) && each.getParent().equals(root))
            .map(each -> each.getFileName().toString())
            .collect(Collectors.toSet());
    return headers.isEmpty()
        ? null
        : new Library(
            folder.getFileName().toString(),
            folder,
            includes,
            headers,
            files.stream().filter(Sources::isCompiled).toList(),
            words(properties.getProperty("architectures", ANY), ","),
            words(properties.getProperty("ldflags", ""), "\\s+"),
            origin == Origin.OURS && properties.containsKey(INSTEAD),
            origin);
  }

  /// Whether this folder says of itself that it is one.
  static boolean isDeclared(Path folder) {
    return Files.isRegularFile(folder.resolve(PROPERTIES))
        || Files.isDirectory(folder.resolve("src"));
  }

  /// Whether it has this header, `a.h` or `folder/a.h`.
  boolean has(String header) {
    return headers.contains(header)
        || header.contains("/")
            && includes.stream().anyMatch(each -> Files.exists(each.resolve(header)));
  }

  /// How well it suits; the most wins. One made for this chip goes before one for all, as those do
  /// that a core brings with it; and one that stands for another goes before all.
  int rank(String header, Target target) {
    boolean made = architectures.contains(target.architecture()) || origin == Origin.OURS;
    boolean any = architectures.contains(ANY);
    boolean named = header.equals(name + ".h");
    return (instead ? 2_000 : origin == Origin.NAMED ? 1_000 : 0)
        + (made ? 200 : any ? 100 : 0)
        + (named ? 10 : 0)
        + Origin.values().length
        - origin.ordinal();
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.isRegularFile(file)) {
      // a backslash in it means nothing, unlike in Java's own files
      String text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("\\", "/");
      try (Reader reader = new StringReader(text)) {
        properties.load(reader);
      }
    }
    return properties;
  }

  private static List<String> words(String text, String between) {
    return List.of(text.strip().split("\\s*" + between + "\\s*")).stream()
        .filter(each -> !each.isEmpty())
        .toList();
  }
}
