package io.tidegate.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.strict.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The example file is read as it is, and with every commented setting made a real one.
class ExampleTest {
  static final Path EXAMPLE = Path.of("src/main/config/tidegate.example.yaml");

  /// Words that stand in a comment of their own are sentences; settings are a key and a colon.
  private static final Pattern SETTING =
      Pattern.compile("^( *)# ( *(?:- )?[a-z][a-z0-9_-]*:(?: .*)?)$");

  static String text() throws IOException {
    return Files.readString(EXAMPLE);
  }

  static String uncommented() throws IOException {
    return String.join(
        "\n", text().lines().map(line -> SETTING.matcher(line).replaceFirst("$1$2")).toList());
  }

  @Test
  void asItIsItIsAMinimalConfiguration() throws IOException {
    assertEquals(
        Read.configuration(Read.MINIMAL), Read.configuration(text()), "defaults, nothing else");
  }

  @Test
  void withEverythingUncommentedItIsAConfigurationToo() throws IOException {
    Configuration configuration = Read.configuration(uncommented());
    assertEquals(3, configuration.ports().size());
    assertEquals(
        Set.of("led", "relay"), configuration.settings().boards().get("esp-a1b2c3").commands());
  }

  @Test
  void everyKeyIsInTheExample() throws IOException {
    Set<String> missing = new TreeSet<>();
    String text = uncommented() + text();
    for (Key<?> key : Keys.ALL) {
      if (!text.contains(key.name() + ":")) {
        missing.add(key.path());
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void defaultsShownAreTheDefaults() throws IOException {
    List<String> lines = uncommented().lines().toList();
    for (Key<?> key : Keys.ALL) {
      boolean example = key.fallback().isEmpty() || EXAMPLES.contains(key.path());
      String shown = key.name() + ": " + key.fallback();
      assertTrue(
          example
              || lines.stream().anyMatch(line -> line.strip().replace("\"", "").endsWith(shown)),
          shown);
    }
  }

  /// Keys that are shown with another value than their default, for the reader's sake.
  private static final Set<String> EXAMPLES =
      Set.of(
          "topics.readings",
          "boards.<id>.ignore",
          "boards.<id>.silence",
          "gpio.pins.<name>.pull",
          "gpio.pins.<name>.active",
          "gpio.pins.<name>.debounce",
          "gpio.pins.<name>.edge",
          "gpio.pins.<name>.scale",
          "gpio.pins.<name>.rate",
          "gpio.pins.<name>.frequency",
          "gpio.pins.<name>.when_away",
          "gpio.pins.<name>.dead_time",
          "boards.<id>.channels.<channel>.heartbeat",
          "boards.<id>.channels.<channel>.mean",
          "boards.<id>.channels.<channel>.min_interval");
}
