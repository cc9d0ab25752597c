package io.tidegate.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tables of gateway/README.md, and the names that the sources use.
public final class Document {
  private static final Path README = Path.of("README.md");
  private static final Path SOURCES = Path.of("src/main/java/io/tidegate/gateway");

  private Document() {}

  /// The rows of all tables under this heading, sub-headings included, without the head rows; each
  /// cell as written, code marks taken off.
  public static List<List<String>> rows(String heading) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    boolean inside = false;
    String before = "";
    for (String line : Files.readAllLines(README)) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + heading);
      }
      if (inside && line.startsWith("|") && !line.startsWith("|-")) {
        rows.add(cells(line));
      }
      if (inside && line.startsWith("|-") && before.startsWith("|")) {
        rows.removeLast();
      }
      before = line;
    }
    return rows;
  }

  /// What stands under this heading, in one line.
  static String section(String heading) throws IOException {
    String text = Files.readString(README);
    int begin = text.indexOf("\n## " + heading + "\n");
    return text.substring(begin, text.indexOf("\n## ", begin + 1)).replace('\n', ' ');
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.lastIndexOf('|'));
    return Stream.of(inner.split("(?<!\\\\)\\|", -1))
        .map(cell -> cell.strip().replace("\\|", "|"))
        .toList();
  }

  /// The first cells under this heading, code marks taken off.
  static List<String> names(String heading) throws IOException {
    return rows(heading).stream().map(row -> bare(row.getFirst())).toList();
  }

  public static String bare(String cell) {
    return cell.replace("`", "");
  }

  /// What the pattern's first group finds in the sources of these packages, comments left out.
  static TreeSet<String> found(String pattern, String... packages) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    for (String source : sources(packages)) {
      Matcher matcher = Pattern.compile(pattern).matcher(source);
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  /// By the first group of `whole`, what `part` finds inside each.
  static TreeMap<String, List<String>> foundInside(String whole, String part, String... packages)
      throws IOException {
    TreeMap<String, List<String>> found = new TreeMap<>();
    for (String source : sources(packages)) {
      Matcher matcher = Pattern.compile(whole, Pattern.DOTALL).matcher(source);
      while (matcher.find()) {
        found.put(
            matcher.group(1),
            Pattern.compile(part)
                .matcher(matcher.group())
                .results()
                .map(result -> result.group(1))
                .toList());
      }
    }
    return found;
  }

  private static List<String> sources(String... packages) throws IOException {
    List<String> sources = new ArrayList<>();
    for (String each : packages) {
      try (Stream<Path> files = Files.list(SOURCES.resolve(each))) {
        for (Path file :
            files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
          sources.add(Files.readString(file).replaceAll("//[^\\n\"]*\\n", "\n"));
        }
      }
    }
    return sources;
  }
}
