package io.tidegate.gateway.house;

import static io.tidegate.gateway.house.HouseTest.none;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The rules over the files of the tree.
class FilesTest {
  private static final int LINES_TO_RECONSIDER = 400;
  private static final int LINES_MAX = 600;

  /// Files above the first limit that were looked at again and stay whole, with the reason.
  private static final Map<String, String> RECONSIDERED =
      Map.of(
          "gateway/src/main/java/io/tidegate/gateway/core/Downstream.java",
          "the whole way of a command: its steps are safe only in their order, side by side",
          "gateway/src/test/java/io/tidegate/gateway/simulation/Judge.java",
          "everything that is promised, in one place that shares no code with the core",
          "firmware-bridge/arduino/TidegateLink/extras/test/board_test.cpp",
          "what the specification asks of a board, rule by rule, against one line and one clock",
          "firmware-bridge/src/main/java/io/tidegate/bridge/link/LinkBoard.java",
          "the board's part of the link in one piece, beside the one in C++",
          "device-sim/src/main/java/io/tidegate/sim/pubsub/PubSubClient.java",
          "the library in one piece, call by call, as it can be held against the original",
          "gateway/src/test/java/io/tidegate/gateway/spool/SpoolHistory.java",
          "one history from a seed: the spool, its model and what must hold between them");

  /// Sources, by name; documents and vectors may be as long as they need to be.
  private static final Pattern SOURCE =
      Pattern.compile(".*\\.(java|h|c|cpp|ino|sh|py|js)|.*/bin/[^.]*|\\.ci/.*|.*pom\\.xml");

  /// Made by others, kept as they are.
  private static final Set<String> FOREIGN = Set.of("mvnw", "mvnw.cmd", "LICENSE");

  // spelled in two parts, or this file would find itself
  private static final Pattern LEFTOVER =
      Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK|TB" + "D|WI" + "P)\\b");

  /// Folders that exist only where somebody built, and servers that only hand out packages.
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?<![\\w.~}])/(?:Us"
              + "ers|ro"
              + "ot|bui"
              + "lds?|wo"
              + "rk(?:space)?)/[\\w.]"
              + "|https?://[^/\\s]*(?:reg"
              + "istry|artif"
              + "actory|nex"
              + "us|mir"
              + "ror)[^/\\s]*");

  @Test
  void sourcesAreShort() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : ours()) {
      int lines = SOURCE.matcher(file.toString()).matches() ? Tree.lines(file).size() : 0;
      if (lines > LINES_MAX) {
        found.add(
            "%s has %d lines, at most %d: split it by noun".formatted(file, lines, LINES_MAX));
      } else if (lines > LINES_TO_RECONSIDER && !RECONSIDERED.containsKey(file.toString())) {
        found.add(
            "%s has %d lines, over %d: is it two nouns? If not, name it in FilesTest.RECONSIDERED with the reason"
                .formatted(file, lines, LINES_TO_RECONSIDER));
      }
    }
    for (String file : RECONSIDERED.keySet()) {
      if (!Files.exists(Tree.root().resolve(file))
          || Tree.lines(Path.of(file)).size() <= LINES_TO_RECONSIDER) {
        found.add(file + " is short or gone: take it out of FilesTest.RECONSIDERED");
      }
    }
    none(found);
  }

  @Test
  void nothingIsLeftOver() throws IOException {
    none(matches(LEFTOVER, "finish it, or say in a document that it is missing"));
    assertTrue(LEFTOVER.matcher("// FIX" + "ME later").find());
  }

  @Test
  void nothingTellsWhereItWasBuilt() throws IOException {
    none(matches(MACHINE, "name no path of a machine and no package server"));
    assertTrue(MACHINE.matcher("see /wo" + "rk/me/x").find());
    assertTrue(MACHINE.matcher("https://reg" + "istry.example.org/x").find());
  }

  @Test
  void everySketchAndUnitIsNamedInAReadme() throws IOException {
    String readmes = readmes();
    List<String> found = new ArrayList<>();
    for (Path file : ours()) {
      String name =
          file.startsWith("arduino-sketches") && file.getNameCount() > 2
              ? file.getName(1).toString()
              : file.startsWith("systemd") ? file.getFileName().toString() : "README.md";
      if (!readmes.contains(name)) {
        found.add("%s: no README.md names %s; say there what it is for".formatted(file, name));
      }
    }
    none(found);
  }

  @Test
  void linksInDocumentsLeadSomewhere() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : ours()) {
      // the package's own page links what lies around it there
      if (!file.toString().endsWith(".md") || file.startsWith("gateway/src/main/package")) {
        continue;
      }
      for (String link : Tree.deadLinks(Tree.root().resolve(file))) {
        found.add("%s links to %s, which does not exist".formatted(file, link));
      }
    }
    none(found);
  }

  @Test
  void oneVersionStandsEverywhere() throws IOException {
    Matcher pom = Pattern.compile("<version>([^<]+)</version>").matcher(Tree.text("pom.xml"));
    assertTrue(pom.find());
    String version = pom.group(1);
    for (String launcher : List.of("gateway/bin/tidegate", "device-sim/bin/tidegate-sim")) {
      assertTrue(
          Tree.text(launcher).contains("\nversion=" + version + "\n"),
          launcher + " should say version=" + version + ", as pom.xml does");
    }
    for (String module : Tree.MODULES) {
      Matcher parent =
          Pattern.compile("<version>([^<]+)</version>").matcher(Tree.text(module + "/pom.xml"));
      assertTrue(parent.find());
      assertEquals(version, parent.group(1), module + "/pom.xml names another parent");
    }
  }

  @Test
  void scriptsCanBeStarted() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : ours()) {
      List<String> lines = Tree.lines(file);
      if (!lines.isEmpty()
          && lines.getFirst().startsWith("#!")
          && !Files.isExecutable(Tree.root().resolve(file))) {
        found.add(file + " begins with #! but is not executable: git update-index --chmod=+x");
      }
    }
    none(found);
  }

  @Test
  @Tag("shellcheck")
  void shellcheckHasNothingToSay() throws Exception {
    List<String> command = new ArrayList<>(List.of("shellcheck", "-x"));
    for (Path file : ours()) {
      List<String> lines = Tree.lines(file);
      if (file.toString().endsWith(".sh")
          || !lines.isEmpty() && lines.getFirst().matches("#!.*\\b(sh|bash)")) {
        command.add(file.toString());
      }
    }
    Ran ran = Ran.command(Tree.root(), command.toArray(String[]::new));
    assertEquals(0, ran.exit(), ran::output);
  }

  private static List<String> matches(Pattern pattern, String advice) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : ours()) {
      List<String> lines = Tree.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        Matcher matcher = pattern.matcher(lines.get(i));
        if (matcher.find()) {
          found.add("%s:%d has '%s': %s".formatted(file, i + 1, matcher.group(), advice));
        }
      }
    }
    return found;
  }

  private static List<Path> ours() throws IOException {
    List<Path> files = new ArrayList<>(Tree.files());
    files.removeIf(file -> FOREIGN.contains(file.toString()) || file.startsWith(".mvn"));
    return files;
  }

  private static String readmes() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : ours()) {
      if (file.getFileName().toString().equals("README.md")) {
        text.append(String.join("\n", Tree.lines(file))).append('\n');
      }
    }
    return text.append("README.md").toString();
  }
}
