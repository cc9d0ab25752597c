package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The scenarios that come with the simulator, in virtual time.
class ScenariosTest {
  private static final Path FOLDER = Path.of("../device-sim/scenarios");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static <T> T ready(Result<T> result) {
    assertTrue(result instanceof Result.Ready<T>, result::toString);
    return ((Result.Ready<T>) result).value();
  }

  private static Report play(Scenario scenario, Transcript transcript) {
    Configuration configuration = ready(LabSettings.of(scenario));
    assertEquals("", LabSettings.missing(scenario, configuration));
    LabStage stage = new LabStage(scenario, configuration, transcript);
    Run run = new Run(scenario, stage, (_, _) -> {});
    stage.play(run, _ -> {});
    return run.report(List.of(), "again");
  }

  @Test
  void thereAreEnough() throws IOException {
    assertTrue(files().count() >= 12);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExpectationIsMet(Path file) {
    Scenario scenario = ready(ScenarioReader.read(file));
    assertFalse(scenario.wishes().isEmpty(), "it expects nothing");
    Report report = play(scenario, Transcript.NONE);
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
  }

  /// Every example of the documents that is a whole scenario, but for those of images, which
  /// [WifiImagesTest] plays.
  @Test
  void whatTheDocumentsShowCanBePlayedAndIsMet() throws IOException {
    int played = 0;
    for (String document : List.of("README.md", "SCENARIOS.md")) {
      String text = Files.readString(FOLDER.resolveSibling(document));
      for (String part : text.split("```yaml\n")) {
        if (part.startsWith("scenario:") && !part.contains("firmware: image")) {
          Scenario scenario =
              ready(
                  ScenarioReader.parse(
                      part.substring(0, part.indexOf("```")), FOLDER.resolve(document)));
          Report report = play(scenario, Transcript.NONE);
          assertTrue(report.passed(), () -> String.join("\n", report.lines()));
          played++;
        }
      }
    }
    assertTrue(played >= 2, "examples: " + played);
  }

  private static byte[] transcript(Scenario scenario) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      play(scenario, new Transcript(out));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway-killed.yaml", "wifi-weak.yaml"})
  void theSameSeedGivesTheSameTranscriptAndAnotherSeedAnother(String file) {
    Scenario scenario = ready(ScenarioReader.read(FOLDER.resolve(file)));
    byte[] first = transcript(scenario);
    assertTrue(first.length > 50_000, "bytes: " + first.length);
    assertArrayEquals(first, transcript(scenario));
    byte[] other = transcript(scenario.withSeed(99));
    assertNotEquals(
        new String(first, StandardCharsets.UTF_8), new String(other, StandardCharsets.UTF_8));
  }

  @Test
  void boardsWithWifiHearWhatTheGatewayPublishesAndNeedNoPort() {
    Scenario scenario =
        ready(
            ScenarioReader.parse(
                """
                scenario: one on a cable, one in the air
                lasts: 40 s
                boards:
                  cellar: {firmware: link, every: 5 s}
                  garden: {firmware: wifi_right, subscribe: /sensors/cellar}
                faults:
                  - {fault: topic_refused, topic: /sensors/garden, at: 20 s, for: 10 s}
                expect:
                  - {board: all, doubled: 0}
                  - {board: cellar, lost: 0}
                  - {board: garden, lost: 8..}
                  - {board: garden, prints: '^command .*"cellar"', times: 3..}
                  - {board: garden, prints: ^mqtt connected, from: 20 s, times: 2..}
                """,
                Path.of("test.yaml")));
    Report report = play(scenario, Transcript.NONE);
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
  }

  @Test
  void nothingThatBoardsWithWifiPrintIsTakenForAReading(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        gateway: lab
        broker: tcp://lab:1883
        spool: {folder: /lab/spool}
        runtime_folder: /lab/run
        ports: [{path: /lab/taught}, {path: /lab/right}]
        """);
    Scenario scenario =
        ready(
            ScenarioReader.parse(
                """
                scenario: boards with WiFi on the gateway's ports
                lasts: 5 min
                gateway: gateway.yaml
                boards:
                  taught: {firmware: wifi_taught, topic: /sensors/taught}
                  right: {firmware: wifi_right, subscribe: /sensors/#}
                faults:
                  - {fault: refuse, at: 1 min, for: 10 s}
                  - {fault: reset, board: all, cause: exception, at: 2 min}
                  - {fault: flip, board: all, times: 50}
                expect:
                  - {board: all, arrived: 100.., doubled: 0}
                  - {board: right, prints: '^command \\{', times: 100..}
                  - {topic: tidegate/lab/status, like: online}
                  - {topic: "/sensors/#", like: '"tg"', times: 0}
                  - {counter: readings, is: 0}
                """,
                folder.resolve("test.yaml")));
    Report report = play(scenario, Transcript.NONE);
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
  }

  @Test
  void anExpectationThatDoesNotComeFailsTheRun() {
    Scenario scenario =
        ready(
            ScenarioReader.parse(
                """
                scenario: too much to ask
                lasts: 20 s
                settle: 5 s
                boards:
                  kitchen: {}
                faults:
                  - {fault: unplug, board: kitchen, at: 5 s, for: 5 s}
                expect:
                  - {lost: 0}
                  - {topic: /sensors/kitchen, times: 1..}
                """,
                Path.of("test.yaml")));
    Report report = play(scenario, Transcript.NONE);
    assertFalse(report.passed());
    assertEquals(1, report.missed());
    assertTrue(report.lines().getLast().startsWith("FAILED: 1 of 2"), report.lines()::toString);
  }
}
