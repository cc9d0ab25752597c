package io.tidegate.gateway.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Problem;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Debian packages, looked into with dpkg-deb. That they install is .ci/service's to show.
@Tag("dpkg")
class DebIT {
  private static final Path GATEWAY = Path.of("gateway/target/tidegate.deb");
  private static final Path SIMULATOR = Path.of("device-sim/target/tidegate-sim.deb");
  private static final Path SHARE = Path.of("usr/share/tidegate");

  @TempDir private static Path folder;
  private static Path gateway;
  private static Path simulator;

  @BeforeAll
  static void unpack() throws Exception {
    gateway = unpacked(GATEWAY, "gateway");
    simulator = unpacked(SIMULATOR, "simulator");
  }

  @Test
  void bothNameTheVersionThatIsBuiltAndTheJavaTheyNeed() throws Exception {
    Matcher pom = Pattern.compile("<version>([^<]+)</version>").matcher(Tree.text("pom.xml"));
    assertTrue(pom.find());
    for (Path deb : List.of(GATEWAY, SIMULATOR)) {
      assertEquals(pom.group(1), field(deb, "Version"), deb::toString);
      assertEquals("all", field(deb, "Architecture"), deb::toString);
      assertTrue(
          field(deb, "Depends")
              .startsWith("openjdk-25-jre-headless | java-runtime-headless (>= 25)"),
          deb::toString);
    }
    String changelog = Tree.text("systemd/debian/changelog");
    assertTrue(changelog.startsWith("tidegate (" + pom.group(1) + ") "), changelog);
  }

  @Test
  void everythingThatTheServiceNeedsIsWhereDebianLooksForIt() throws Exception {
    Map<String, String> fromSystemd =
        Map.of(
            "usr/lib/systemd/system/tidegate.service", "tidegate.service",
            "usr/lib/sysusers.d/tidegate.conf", "tidegate.sysusers",
            "usr/lib/modules-load.d/tidegate.conf", "tidegate.modules-load",
            "usr/lib/udev/rules.d/70-tidegate.rules", "70-tidegate.rules");
    for (Map.Entry<String, String> file : fromSystemd.entrySet()) {
      assertEquals(
          Tree.text("systemd/" + file.getValue()),
          Files.readString(gateway.resolve(file.getKey())),
          file::toString);
    }
    assertEquals(
        Tree.text("gateway/src/main/config/tidegate.example.yaml"),
        Files.readString(gateway.resolve("etc/tidegate/tidegate.yaml")));
    for (String file : List.of("copyright", "NOTICE", "changelog.gz")) {
      assertTrue(Files.exists(gateway.resolve("usr/share/doc/tidegate").resolve(file)), file);
    }
  }

  @Test
  void theDocumentsLinkToEachOtherWhereTheyAreInstalled() throws Exception {
    List<String> dead = new ArrayList<>();
    List<Path> documents;
    for (Path root : List.of(gateway, simulator)) {
      Path docs = root.resolve("usr/share/doc");
      try (Stream<Path> files = Files.walk(docs)) {
        documents = files.filter(file -> file.toString().endsWith(".md")).toList();
      }
      assertTrue(documents.size() > 10, documents::toString);
      for (Path document : documents) {
        Tree.deadLinks(document).forEach(link -> dead.add(docs.relativize(document) + ": " + link));
      }
    }
    assertEquals(List.of(), dead);
  }

  /// A scenario names sketches, libraries and recordings beside it: all of them have to be there.
  @Test
  void theScenariosCanBePlayedFromWhereTheyAreInstalled() throws Exception {
    List<String> refused = new ArrayList<>();
    Path scenarios = simulator.resolve("usr/share/doc/tidegate-sim/device-sim/scenarios");
    try (Stream<Path> files = Files.list(scenarios)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        if (ScenarioReader.read(file) instanceof Result.Refused<Scenario>(List<Problem> problems)) {
          problems.forEach(problem -> refused.add(problem.toString()));
        }
      }
    }
    assertEquals(List.of(), refused);
  }

  @Test
  void carriesWhatTheOtherPackageCarries() throws Exception {
    Path tar = Files.createDirectory(folder.resolve("tar"));
    String version = field(GATEWAY, "Version");
    Path archive = Tree.root().resolve("gateway/target/tidegate-" + version + ".tar.gz");
    Ran ran =
        Ran.command(
            folder, "tar", "xzf", archive.toString(), "-C", tar.toString(), "--strip-components=1");
    assertEquals(0, ran.exit(), ran::output);
    assertEquals(names(tar.resolve("lib")), names(gateway.resolve(SHARE).resolve("lib")));
    assertEquals(
        List.of("java.sh", "launch.sh", "make-cache", "tidegate"),
        List.copyOf(names(gateway.resolve(SHARE).resolve("bin"))));
  }

  /// The configuration may hold a password; everything else is for all to read and root to change.
  @Test
  void everyFileBelongsToRootAndOnlyTheConfigurationIsHidden() throws Exception {
    Pattern line = Pattern.compile("^(\\S{10}) (\\S+) +\\d+ \\S+ \\S+ \\./(.*?)(?: -> .*)?$");
    for (Path deb : List.of(GATEWAY, SIMULATOR)) {
      Map<String, String> modes = new TreeMap<>();
      for (String text : dpkg("-c", deb.toString()).lines().toList()) {
        Matcher entry = line.matcher(text);
        assertTrue(entry.matches(), text);
        assertEquals("root/root", entry.group(2), text);
        modes.put(entry.group(3), entry.group(1));
      }
      modes.forEach(
          (file, mode) -> {
            String expected =
                switch (file) {
                  case "etc/tidegate/tidegate.yaml" -> "-rw-r-----";
                  case "usr/bin/tidegate", "usr/bin/tidegate-sim", "usr/share/tidegate/cache" ->
                      "lrwxrwxrwx";
                  case "usr/share/tidegate/bin/tidegate",
                      "usr/share/tidegate/bin/make-cache",
                      "usr/share/tidegate-sim/bin/tidegate-sim" ->
                      "-rwxr-xr-x";
                  default -> file.endsWith("/") ? "drwxr-xr-x" : "-rw-r--r--";
                };
            assertEquals(expected, mode, file);
          });
    }
    assertEquals("/etc/tidegate/tidegate.yaml\n", dpkg("-I", GATEWAY.toString(), "conffiles"));
  }

  @Test
  void theProgramsRunFromWhereTheyAreInstalled() throws Exception {
    Ran ran = Ran.command(folder, gateway.resolve("usr/bin/tidegate").toString(), "version");
    assertEquals(0, ran.exit(), ran::output);
    assertTrue(ran.output().contains(field(GATEWAY, "Version")), ran::output);
    ran = Ran.command(folder, simulator.resolve("usr/bin/tidegate-sim").toString(), "--version");
    assertEquals(0, ran.exit(), ran::output);
    assertTrue(ran.output().contains(field(SIMULATOR, "Version")), ran::output);
  }

  @Test
  void manAndCompletionKnowEveryCommandOfTheHelp() throws Exception {
    for (Path root : List.of(gateway, simulator)) {
      String name = root.equals(gateway) ? "tidegate" : "tidegate-sim";
      Ran help = Ran.command(folder, root.resolve("usr/bin").resolve(name).toString(), "--help");
      String page = plain(root.resolve("usr/share/man/man1/" + name + ".1.gz"));
      String completion =
          Files.readString(root.resolve("usr/share/bash-completion/completions/" + name));
      Matcher command =
          Pattern.compile("(?m)^  ([a-z]+)(?:, [a-z]+)? {2,}\\S").matcher(commands(help.output()));
      int found = 0;
      while (command.find()) {
        found++;
        assertTrue(
            page.contains("\n.SS " + name.replace("-", "\\-") + " " + command.group(1) + "\n"),
            command::group);
        assertTrue(completion.contains("_" + command.group(1) + "()"), command::group);
      }
      assertTrue(found > 3, help::output);
    }
  }

  /// jdeb replaces [[words]] in them; and a script that stops halfway leaves a package halfway.
  @Test
  void theScriptsOfThePackageStopAtTheFirstFailure() throws Exception {
    for (String script : List.of("postinst", "prerm", "postrm")) {
      String text = dpkg("-I", GATEWAY.toString(), script);
      assertTrue(text.startsWith("#!/bin/sh\nset -e\n"), script);
      assertFalse(text.contains("[["), script);
    }
  }

  private static String commands(String help) {
    int from = help.indexOf("Commands:");
    assertTrue(from >= 0, help);
    int end = help.indexOf("\n\n", from);
    return end < 0 ? help.substring(from) : help.substring(from, end);
  }

  private static String plain(Path compressed) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static TreeSet<String> names(Path under) throws IOException {
    try (Stream<Path> files = Files.walk(under)) {
      TreeSet<String> names = new TreeSet<>();
      files.filter(Files::isRegularFile).forEach(f -> names.add(under.relativize(f).toString()));
      return names;
    }
  }

  private static Path unpacked(Path deb, String name) throws Exception {
    Path target = folder.resolve(name);
    dpkg("-x", deb.toString(), target.toString());
    return target;
  }

  private static String field(Path deb, String name) throws Exception {
    return dpkg("-f", deb.toString(), name).strip();
  }

  private static String dpkg(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "dpkg-deb";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Ran ran = Ran.command(Tree.root(), command);
    assertEquals(0, ran.exit(), ran::output);
    return ran.output();
  }
}
