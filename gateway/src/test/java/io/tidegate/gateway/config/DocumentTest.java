package io.tidegate.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.CommandCode;
import io.tidegate.gateway.core.Counter;
import io.tidegate.gateway.device.DeviceEffect;
import io.tidegate.gateway.spool.Appended;
import io.tidegate.gateway.spool.Evicted;
import io.tidegate.gateway.topic.TopicTemplates;
import io.tidegate.gateway.topic.Topics;
import io.tidegate.sim.check.CounterExpectation;
import io.tidegate.strict.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// README.md says what the code does: each table is held against the code it describes.
class DocumentTest {
  private static final String[] EVERYWHERE = {
    "cli", "core", "device", "file", "mqtt", "ops", "run", "serial", "service", "spool", "topic",
    "uplink"
  };

  @Test
  void theTableOfKeysIsTheTableOfTheReader() throws IOException {
    String written =
        Document.rows("Configuration").stream()
            .map(row -> String.join(" | ", row))
            .collect(Collectors.joining("\n"));
    assertEquals(
        Keys.ALL.stream().map(DocumentTest::row).collect(Collectors.joining("\n")), written);
  }

  private static String row(Key<?> key) {
    String range = key.type().range().isEmpty() ? "" : ", " + key.type().range();
    String fallback = key.fallback().isEmpty() ? key.fallbackWords() : "`" + key.fallback() + "`";
    return "`%s` | %s%s | %s | %s"
        .formatted(key.path(), key.type().label(), range, fallback, key.words());
  }

  @Test
  void ofEachKeyItIsSaidWhetherARunningGatewayTakesIt() throws IOException {
    String text = Document.section("Reading it again");
    List<String> named =
        Pattern.compile("`([a-z_.]+)`").matcher(text).results().map(each -> each.group(1)).toList();
    for (Key<?> key : Keys.ALL) {
      String path = key.path().replace("[]", "");
      assertTrue(
          named.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + ".")), path);
    }
    assertTrue(text.contains("`" + String.join("`, `", Reload.atStart()) + "`"), text);
  }

  @Test
  void theTopicsAreThoseOfTheCode() throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    for (Key<?> key : Keys.ALL) {
      if (key.path().startsWith("topics.")) {
        defaults.put(key.path(), key.fallback());
      }
    }
    Map<String, String> written = new TreeMap<>();
    for (List<String> row : Document.rows("Topics")) {
      written.put(Document.bare(row.get(0)), Document.bare(row.get(1)));
    }
    assertEquals(defaults, written);
  }

  @Test
  void thePlacesThatATopicFillsInAreThoseOfTheCode() throws IOException {
    for (List<String> row : Document.rows("Topics")) {
      String name = Document.bare(row.getFirst()).substring("topics.".length());
      TreeSet<String> filled = new TreeSet<>();
      for (String each : List.of("gateway", "device", "port", "channel")) {
        if (isFilled(name, each)) {
          filled.add("{" + each + "}");
        }
      }
      TreeSet<String> written = new TreeSet<>(List.of(Document.bare(row.get(2)).split(", ")));
      assertEquals(filled, written, name);
    }
  }

  private static boolean isFilled(String name, String place) {
    String template = "x/{" + place + "}" + (name.equals("set") ? "/{device}" : "");
    if (place.equals("device") && name.equals("set")) {
      template = "x/{device}";
    }
    TopicTemplates usual = TopicTemplates.DEFAULT;
    try {
      new Topics(
          "g",
          new TopicTemplates(
              name.equals("readings") ? template : usual.readings(),
              name.equals("status") ? template : usual.status(),
              name.equals("event") ? template : usual.event(),
              name.equals("health") ? template : usual.health(),
              name.equals("board_status") ? template : usual.boardStatus(),
              name.equals("set") ? template : usual.set(),
              name.equals("result") ? template : usual.result()),
          name.equals("readings") && place.equals("channel"));
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  @Test
  void theCountersAreThoseOfTheCode() throws IOException {
    List<String> counters = Arrays.stream(Counter.values()).map(Counter::label).toList();
    assertEquals(counters, Document.names("Counters"));
    assertEquals(counters, CounterExpectation.KNOWN, "those that scenarios know");
  }

  @Test
  void theResultCodesAreThoseOfTheLink() throws IOException {
    List<String> written = new ArrayList<>();
    for (List<String> row : Document.rows("Result codes")) {
      written.add(Document.bare(row.get(0)) + " " + row.get(1).contains("board"));
    }
    assertEquals(
        Arrays.stream(CommandCode.values())
            .map(code -> code.wireName() + " " + code.fromBoard())
            .toList(),
        written);
  }

  @Test
  void theEventsAndTheirMembersAreThoseOfTheCode() throws IOException {
    Map<String, String> written = new TreeMap<>();
    for (List<String> row : Document.rows("Events")) {
      written.put(Document.bare(row.get(0)), Document.bare(row.get(1)));
    }
    Map<String, String> sent = new TreeMap<>();
    Document.foundInside("new Event\\(\\s*\"([a-z_]+)\".*?;", "\\.with\\(\"([a-z_]+)\"", "core")
        .forEach((event, members) -> sent.put(event, String.join(", ", members)));
    assertFalse(sent.isEmpty());
    assertEquals(sent, written);
  }

  @Test
  void theKindsOfAlarmsAreThoseOfTheCode() throws IOException {
    assertEquals(
        Document.found("(?:\\bAlarm|\\.alarm)\\(\\s*\"([a-z_]+)\"", "core", "device"),
        new TreeSet<>(Document.names("Alarms")));
  }

  @Test
  void theReasonsOfLossesAreThoseOfTheCode() throws IOException {
    assertEquals(
        Stream.of(
                names(DeviceEffect.Refused.Reason.values()),
                // replaced by a newer message of its topic: no loss, and not announced
                names(Evicted.Reason.values()).filter(each -> !each.equals("superseded")),
                names(Appended.Why.values()))
            .flatMap(each -> each)
            .toList(),
        Document.names("Reasons"));
  }

  private static Stream<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(each -> each.name().toLowerCase(Locale.ROOT));
  }

  @Test
  void theMembersOfHealthAreThoseOfTheCode() throws IOException {
    String source =
        Files.readString(Path.of("src/main/java/io/tidegate/gateway/core/OwnState.java"));
    List<String> members =
        Pattern.compile("\\.add(?:Raw)?\\(\"([a-z_]+)\"")
            .matcher(source)
            .results()
            .map(result -> result.group(1))
            .toList();
    assertEquals(members, Document.names("Health"));
  }

  @Test
  void everyEventOfTheLogIsListed() throws IOException {
    TreeSet<String> logged =
        Document.found("\\.log\\(\\s*(?:Journal\\.)?Level\\.[A-Z]+,\\s*\"([a-z_-]+)\"", EVERYWHERE);
    logged.addAll(
        Document.found("\\.log\\(\\s*level(?:\\(.*?\\))?,\\s*\"([a-z_-]+)\"", EVERYWHERE));
    logged.addAll(Document.found("\\bNotice\\(\\s*\"([a-z_]+)\"", "device"));
    logged.addAll(Document.found("\"(named_by_[a-z]+)\"", "device"));
    logged.addAll(Document.found("notice\\(\\s*\"([a-z_-]+)\"", "core"));
    logged.addAll(Document.found("[?:] \"(board-[a-z]+)\"", "core"));
    TreeSet<String> written = new TreeSet<>();
    for (String cell : Document.names("Log")) {
      written.addAll(List.of(cell.split(", ")));
    }
    written.remove("alarm-KIND");
    logged.remove("alarm-");
    assertEquals(logged, written);
  }

  @Test
  void eachExampleOfTheDocumentsCanBeRead() throws IOException {
    for (Path document : List.of(Path.of("README.md"), Path.of("../README.md"))) {
      List<String> examples = examples(Files.readString(document));
      assertFalse(examples.isEmpty(), document.toString());
      for (String example : examples) {
        String whole = example.contains("broker:") ? example : Read.MINIMAL + example;
        whole += whole.contains("ports:") ? "" : "ports: [{path: /dev/ttyUSB0}]\n";
        assertNotNull(Read.ready(whole).value(), whole);
      }
    }
  }

  /// What stands between fences that say yaml, without the indentation of a list.
  private static List<String> examples(String document) {
    return Pattern.compile("( *)```yaml\n(.*?)```", Pattern.DOTALL)
        .matcher(document)
        .results()
        .map(result -> result.group(2).replaceAll("(?m)^" + result.group(1), ""))
        .toList();
  }
}
