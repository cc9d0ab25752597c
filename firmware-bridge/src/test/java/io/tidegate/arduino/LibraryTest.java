package io.tidegate.arduino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.Limits;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the Arduino IDE asks of a library, and what the two languages must have in common. Needs no
/// compiler.
class LibraryTest {
  private static final Pattern BANNED =
      Pattern.compile(
          "Arduino\\.h|<string>|<vector>|std::|\\b(malloc|new|delete|String|throw|try|virtual)\\b(?!;)");

  @Test
  void theLimitsAreThoseOfTheJavaSide() throws Exception {
    Map<String, Long> cpp = new TreeMap<>();
    Matcher constant =
        Pattern.compile("constexpr uint\\d+_t (\\w+) = (\\d+)(?:UL)?;")
            .matcher(read("src/tidegatelink/limits.h"));
    while (constant.find()) {
      cpp.put(constant.group(1), Long.parseLong(constant.group(2)));
    }
    // The board's own, PROTOCOL.md section 3.
    assertEquals(4, cpp.remove("resultsKept"));
    assertTrue(cpp.size() > 10, cpp.toString());
    for (Map.Entry<String, Long> each : cpp.entrySet()) {
      Field field = Limits.class.getField(upper(each.getKey()));
      assertEquals(((Number) field.get(null)).longValue(), each.getValue(), each.getKey());
    }
  }

  @Test
  void versionAndNameAreThoseOfTheProject() throws IOException {
    String properties = read("library.properties");
    Matcher pom =
        Pattern.compile("<version>(\\d+\\.\\d+\\.\\d+)</version>")
            .matcher(Files.readString(Checkout.ROOT.resolve("pom.xml")));
    assertTrue(pom.find());
    assertEquals(pom.group(1), property(properties, "version"));
    assertEquals("TidegateLink", property(properties, "name"));
    assertEquals("Communication", property(properties, "category"));
    assertEquals("*", property(properties, "architectures"));
    assertTrue(
        Files.exists(Checkout.LIBRARY.resolve("src/" + property(properties, "includes"))),
        "includes names no header");
    for (String name : List.of("author", "maintainer", "sentence", "paragraph")) {
      assertTrue(property(properties, name).length() > 5, name);
    }
  }

  /// The rules of the library specification that its linter calls errors. `url` waits for a public
  /// address.
  @Test
  void thePropertiesAreWhatTheLibrarySpecificationAsks() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (String line : read("library.properties").lines().toList()) {
      assertTrue(line.matches("[a-z]+=.*\\S|url="), line);
      assertTrue(keys.add(line.substring(0, line.indexOf('='))), "twice: " + line);
    }
    assertEquals(
        Set.of(
            "name",
            "version",
            "author",
            "maintainer",
            "sentence",
            "paragraph",
            "category",
            "url",
            "architectures",
            "includes"),
        keys);
    String properties = read("library.properties");
    assertTrue(property(properties, "name").matches("[A-Za-z][\\w. -]{0,62}"));
    assertFalse(property(properties, "paragraph").contains(property(properties, "sentence")));
    String url = property(properties, "url");
    assertTrue(url.isEmpty() || url.startsWith("https://"), url);
  }

  /// Whatever lies under src is compiled into a sketch, and its uppermost headers are the library.
  @Test
  void theFoldersAreWhatTheIdeExpects() throws IOException {
    assertEquals(
        Set.of(
            "LICENSE",
            "README.md",
            "examples",
            "extras",
            "keywords.txt",
            "library.properties",
            "src"),
        names(Checkout.LIBRARY));
    assertEquals(
        Set.of("TidegateClient.h", "TidegateLink.h", "tidegatelink"),
        names(Checkout.LIBRARY.resolve("src")));
    for (String name : names(Checkout.LIBRARY.resolve("src/tidegatelink"))) {
      assertTrue(name.matches("[a-z0-9_]+\\.h"), name);
    }
    Set<String> examples = names(Checkout.LIBRARY.resolve("examples"));
    assertEquals(3, examples.size(), examples.toString());
    for (String example : examples) {
      assertEquals(
          Set.of(example + ".ino"), names(Checkout.LIBRARY.resolve("examples").resolve(example)));
      assertTrue(read("README.md").contains("`" + example + "`"), "README.md has no " + example);
    }
    try (Stream<Path> files = Files.walk(Checkout.LIBRARY)) {
      for (Path file : files.toList()) {
        assertFalse(Files.isSymbolicLink(file), file.toString());
      }
    }
  }

  @Test
  void everyKeywordLineHasOneRealTab() throws IOException {
    for (String line : read("keywords.txt").lines().toList()) {
      assertTrue(
          line.isEmpty() || line.startsWith("#") || line.matches("\\w+\t(KEYWORD[12]|LITERAL1)"),
          line);
    }
  }

  @Test
  void everyPublicNameIsAKeywordAndInTheReadme() throws IOException {
    Set<String> names = publicNames("src/TidegateLink.h");
    names.addAll(publicNames("src/TidegateClient.h"));
    assertTrue(
        names.containsAll(Set.of("poll", "reading", "TidegateLink", "TidegateMemory", "connect")),
        names.toString());
    for (String name : names) {
      assertTrue(read("keywords.txt").contains("\n" + name + "\t"), "keywords.txt has no " + name);
      assertTrue(read("README.md").contains(name), "README.md has no " + name);
    }
  }

  /// What may be defined before the include.
  @Test
  void everyConstantAmongTheKeywordsIsInTheReadme() throws IOException {
    Matcher constant =
        Pattern.compile("^(\\w+)\tLITERAL1$", Pattern.MULTILINE).matcher(read("keywords.txt"));
    Set<String> lacking = new TreeSet<>();
    while (constant.find()) {
      if (!Pattern.compile("\\b" + constant.group(1) + "\\b").matcher(read("README.md")).find()) {
        lacking.add(constant.group(1));
      }
    }
    assertEquals(Set.of(), lacking);
  }

  private static Set<String> publicNames(String file) throws IOException {
    String header = read(file);
    Set<String> names = new TreeSet<>();
    String shown = header.substring(0, header.indexOf(" private:"));
    Matcher method = Pattern.compile("^  [\\w:]+ (\\w+)\\(", Pattern.MULTILINE).matcher(shown);
    while (method.find()) {
      names.add(method.group(1));
    }
    Matcher type =
        Pattern.compile("using (Tidegate\\w+) =|^(?:class|struct) (\\w+) ", Pattern.MULTILINE)
            .matcher(shown);
    while (type.find()) {
      names.add(type.group(1) == null ? type.group(2) : type.group(1));
    }
    return names;
  }

  @Test
  void theCodecKnowsNoArduinoNoHeapAndNoLibrary() throws IOException {
    try (Stream<Path> headers = Files.list(Checkout.LIBRARY.resolve("src/tidegatelink"))) {
      for (Path header : headers.toList()) {
        String source = Files.readString(header);
        Matcher banned = BANNED.matcher(code(source));
        assertTrue(!banned.find(), () -> header.getFileName() + " has " + banned.group());
        assertTrue(source.lines().count() <= 200, header + " is long");
        assertTrue(source.startsWith("#pragma once\n"), header.toString());
      }
    }
  }

  @Test
  void theLicenceLiesInTheLibrary() throws IOException {
    assertEquals(
        Files.readString(Checkout.ROOT.resolve("LICENSE")), read("LICENSE"), "the same licence");
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /// Without comments.
  private static String code(String source) {
    return source.replaceAll("//[^\n]*", "");
  }

  private static String property(String properties, String name) {
    Matcher line = Pattern.compile("^" + name + "=(.*)$", Pattern.MULTILINE).matcher(properties);
    assertTrue(line.find(), "library.properties has no " + name);
    return line.group(1);
  }

  private static String read(String name) throws IOException {
    return Files.readString(Checkout.LIBRARY.resolve(name));
  }

  /// lineUpBytes to LINE_UP_BYTES.
  private static String upper(String name) {
    return name.replaceAll("([A-Z])", "_$1").toUpperCase(java.util.Locale.ROOT);
  }
}
