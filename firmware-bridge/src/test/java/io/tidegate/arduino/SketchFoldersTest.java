package io.tidegate.arduino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What every folder of arduino-sketches has, for the three tools that build it and for whoever
/// reads it. Needs no compiler.
class SketchFoldersTest {
  /// It exists to show what waiting does.
  private static final String WAITS = "esp8266-pubsubclient-minimal";

  /// Its one setting stands in the sketch.
  private static final String WITHOUT_SETTINGS = "esp8266-json-lines";

  private static final Pattern SETTING =
      Pattern.compile("^(?:// )?#define (\\w+) ", Pattern.MULTILINE);

  private final List<Path> sketches = Sketch.in(Checkout.SKETCHES);

  @Test
  void eachHasASketchOfItsNameAndWhatTheToolsNeed() throws IOException {
    assertEquals(8, sketches.size(), sketches.toString());
    for (Path folder : sketches) {
      assertTrue(Files.exists(Sketch.file(folder)), folder.toString());
      assertTrue(read(folder, "platformio.ini").contains("[platformio]\nsrc_dir = .\n"));
      String yaml = read(folder, "sketch.yaml");
      Matcher profile = Pattern.compile("profiles:\n {2}(\\w+):\n").matcher(yaml);
      assertTrue(profile.find(), folder.toString());
      assertTrue(yaml.endsWith("default_profile: " + profile.group(1) + "\n"), folder.toString());
      assertTrue(read(folder, "platformio.ini").contains("[env:" + profile.group(1) + "]"));
    }
  }

  @Test
  void theToolsAreToldTheLibrariesThatAreIncluded() throws IOException {
    for (Path folder : sketches) {
      for (String library : List.of("PubSubClient", "TidegateLink")) {
        String headers = library.equals("TidegateLink") ? "Tidegate(Link|Client)" : library;
        boolean included =
            Pattern.compile("^#include <" + headers + "\\.h>", Pattern.MULTILINE)
                .matcher(Sketch.source(folder))
                .find();
        for (String file : List.of("sketch.yaml", "platformio.ini")) {
          assertEquals(included, read(folder, file).contains(library), folder + "/" + file);
        }
      }
    }
  }

  @Test
  void eachReadmeSaysHowToWireSetUploadAndWatchIt() throws IOException {
    String index = Files.readString(Checkout.SKETCHES.resolve("README.md"));
    for (Path folder : sketches) {
      String name = folder.getFileName().toString();
      String readme = read(folder, "README.md");
      boolean wifi = isWifi(folder);
      assertTrue(readme.startsWith("# " + name + "\n"), name);
      for (String part :
          List.of(
              "**Wiring.**",
              "**Settings.**",
              "**Upload.**",
              "**Serial monitor.**",
              wifi ? "**MQTT.**" : "**Configuration.**",
              wifi ? "| topic | what |" : "ports:\n")) {
        assertTrue(readme.contains(part), name + " has no " + part);
      }
      assertTrue(index.contains("(" + name + "/README.md)"), "the index does not link " + name);
    }
  }

  /// Each is in the example, in the sketch, and in the README.
  @Test
  void settingsAreUsedAndExplained() throws IOException {
    for (Path folder : sketches) {
      if (folder.endsWith(WITHOUT_SETTINGS)) {
        continue;
      }
      Set<String> names = new TreeSet<>();
      Matcher setting = SETTING.matcher(read(folder, "config.example.h"));
      while (setting.find()) {
        names.add(setting.group(1));
      }
      assertTrue(names.size() >= 2, folder + " has " + names);
      String source = sources(folder);
      String readme = read(folder, "README.md");
      for (String name : names) {
        assertTrue(source.contains(name), folder + " does not use " + name);
        assertTrue(readme.contains(name), folder + "/README.md does not explain " + name);
      }
    }
  }

  /// No password can be in them, and whoever has no config.h yet is told what to do.
  @Test
  void theOnesWithPasswordsWantAConfigOfTheirOwn() throws IOException {
    for (Path folder : sketches) {
      String source = Sketch.source(folder);
      if (isWifi(folder)) {
        assertTrue(
            source.contains(
                "#if __has_include(\"config.h\")\n#include \"config.h\"\n#else\n"
                    + "#error \"No config.h yet: copy config.example.h to config.h"),
            folder.toString());
      }
    }
    assertTrue(
        Files.readString(Checkout.ROOT.resolve(".gitignore"))
            .contains("arduino-sketches/*/config.h"));
  }

  @Test
  void noSketchWaitsButTheOneThatShowsIt() throws IOException {
    for (Path folder : sketches) {
      assertEquals(folder.endsWith(WAITS), sources(folder).contains("delay("), folder.toString());
    }
    for (Path folder : Sketch.in(Checkout.LIBRARY.resolve("examples"))) {
      assertFalse(Sketch.source(folder).contains("delay("), folder.toString());
    }
  }

  /// A sketch is a folder that stands alone, so they have their own; one that is mended is mended
  /// everywhere.
  @Test
  void whatTwoSketchesShareIsTheSameInBoth() throws IOException {
    for (String file : List.of("dht22.h", "ds18b20.h", "sensors.h", "back_off.h")) {
      Set<String> versions = new TreeSet<>();
      int found = 0;
      for (Path folder : sketches) {
        if (Files.exists(folder.resolve(file))) {
          versions.add(read(folder, file));
          found++;
        }
      }
      assertEquals(2, found, file);
      assertEquals(1, versions.size(), file + " differs");
    }
  }

  private static boolean isWifi(Path folder) {
    return Sketch.source(folder).contains("\n#include <ESP8266WiFi.h>");
  }

  private static String sources(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".ino") || name.endsWith(".h") && !name.startsWith("config.")) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }

  private static String read(Path folder, String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
