package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.JavaProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// `tidegate lab` as a person calls it.
@Timeout(180)
class LabCommandTest {
  private static final String EVERYTHING =
      """
      scenario: boards that say everything
      lasts: 3 min
      settle: 5 s
      boards:
        link: {firmware: link, reset_on_open: true}
        json: {firmware: json}
        pairs: {firmware: key_value, chip: uno}
        columns: {firmware: csv}
        log: {firmware: esphome}
        tele: {firmware: tasmota, every: 10 s}
        words: {firmware: tutorial}
      faults:
        - {fault: crash, board: all, at: 20 s}
        - {fault: reset, board: all, cause: software_watchdog, times: 2}
        - {fault: bad_line, board: [link, pairs], at: 60 s, for: 20 s}
        - {fault: gateway_power_cut, at: 100 s, for: 5 s}
        - {fault: refuse, at: 120 s, for: 20 s}
      expect:
        - {board: json, arrived: 50..}
      """;

  @TempDir Path folder;
  private final StringWriter said = new StringWriter();

  private int lab(String... arguments) {
    CommandLine line = new CommandLine(new LabCommand());
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(said, true));
    return line.execute(arguments);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void whatIsMetEndsWithZeroAndWhatIsMissedWithOne() throws IOException {
    Path file = file("a b.yaml", "scenario: x\nlasts: 5 s\nboards: {a: {}}\nexpect: [{lost: 0}]\n");
    assertEquals(0, lab(file.toString(), "--junit", folder.resolve("x.xml").toString()));
    assertTrue(
        said.toString().contains("run again: tidegate lab '" + file + "' --seed 1\n"),
        said::toString);
    assertTrue(Files.readString(folder.resolve("x.xml")).contains("failures=\"0\""));
    Path missed =
        file(
            "c.yaml",
            "scenario: x\nlasts: 5 s\nsettle: 1 s\nboards: {a: {}}\nexpect: [{arrived: 99..}]\n");
    assertEquals(1, lab(missed.toString()));
    assertTrue(said.toString().contains("FAILED: 0 of 1"), said::toString);
  }

  /// The last happens; that it waits as well is no trouble.
  @Test
  void aFaultThatWaitsForWhatNeverComesIsNamedAndFailsTheRun() throws IOException {
    Path file =
        file(
            "a.yaml",
            """
            scenario: x
            lasts: 5 s
            settle: 1 s
            boards: {a: {}, b: {}}
            faults:
              - {fault: reset, board: a, when_prints: no such line}
              - {fault: reset, board: [a, b], when_prints: no such line, printed_by: b}
              - {fault: refuse, when_topic: no/such/+}
              - {fault: reset, board: a, when_topic: /sensors/a, wait: 1 min}
              - {fault: reset, board: a, when_topic: /sensors/a, wait: 1 s}
            expect: [{board: b, arrived: 1..}]
            """);
    Path report = folder.resolve("x.xml");
    assertEquals(1, lab(file.toString(), "--junit", report.toString()));
    List<String> troubles =
        List.of(
            ":6: faults[0].fault: reset of a did not happen: no board printed /no such line/ while"
                + " boards measured",
            ":7: faults[1].fault: reset of a, b did not happen: b never printed /no such line/"
                + " while boards measured",
            ":8: faults[2].fault: refuse did not happen: no message came on no/such/+ while boards"
                + " measured",
            ":9: faults[3].fault: reset of a did not happen: what it waits for came too late:"
                + " boards measured no more 60 s later");
    for (String trouble : troubles) {
      assertTrue(said.toString().contains("TROUBLE " + file + trouble + "\n"), said::toString);
      assertTrue(Files.readString(report).contains("message=\"" + file + trouble), said::toString);
    }
    assertTrue(said.toString().contains("  reset of a\n"), said::toString);
    assertTrue(Files.readString(report).contains("failures=\"0\" errors=\"4\""));
    assertTrue(
        said.toString().endsWith("FAILED: 1 of 1 expectations met, troubles: 4\n"), said::toString);
  }

  /// What stands below a good head, and the words about it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "lasst: 3 s                            | a.yaml:4: lasst: unknown key; did you mean",
        "faults: [{fault: wifi_off, at: 1 s}]  | a.yaml:4: faults[0].fault: no board has WiFi",
        "gateway: none.yaml                    | none.yaml: there is no such file",
        "boards: {b: {}}                       | a.yaml:4: boards: stands here a second time, first in line 3",
        "expect: [                             | a.yaml:5: this cannot be read as YAML",
      })
  void aBadScenarioIsToldWithItsPlaceAndEndsWithTwo(String line, String words) throws IOException {
    Path file = file("a.yaml", "scenario: x\nlasts: 5 s\nboards: {a: {}}\n" + line + "\n");
    assertEquals(2, lab(file.toString()));
    assertTrue(said.toString().contains(words), said::toString);
  }

  @Test
  void pinsOfTheGatewaysOwnAreLeftOutAndThatIsSaid() throws IOException {
    file(
        "site.yaml",
        """
        broker: tcp://a
        ports: [{path: /dev/a}]
        gpio: {pins: {door: {input: 17}}}
        """);
    Path file = file("a.yaml", "scenario: x\nlasts: 5 s\ngateway: site.yaml\nboards: {a: {}}\n");
    assertEquals(0, lab(file.toString(), "--quiet"));
    assertTrue(
        said.toString()
            .startsWith(
                "warning: "
                    + folder.resolve("site.yaml")
                    + ": gpio: a lab has neither pins nor buses; what is configured there is left"
                    + " out"),
        said::toString);
  }

  @Test
  void aMissingFileAndAFolderAreNamedAndEndWithTwo() {
    assertEquals(2, lab(folder.resolve("none.yaml").toString()));
    assertTrue(said.toString().contains("none.yaml: there is no such file"), said::toString);
    assertEquals(2, lab(folder.toString()));
    assertTrue(said.toString().contains(folder + ": "), said::toString);
  }

  @ParameterizedTest
  @CsvSource({"--junit", "--transcript"})
  void aFileThatCannotBeWrittenIsToldBeforeTheRun(String option) throws IOException {
    Path file = file("a.yaml", "scenario: x\nlasts: 1 d\nboards: {a: {}}\n");
    Path nowhere = folder.resolve("no/such");
    assertEquals(2, lab(file.toString(), option, nowhere.toString()));
    assertEquals(
        nowhere + " cannot be written: there is no folder " + nowhere.getParent() + "\n",
        said.toString());
  }

  @Test
  void languageAndTimeZoneOfTheMachineChangeNothing() throws IOException {
    Path file = file("a.yaml", EVERYTHING);
    byte[] usual = played(file, "en.txt", List.of(), Map.of("TZ", "UTC", "LC_ALL", "C.UTF-8"));
    List<String> persian =
        List.of("-Duser.language=fa", "-Duser.country=IR", "-Duser.timezone=Asia/Kathmandu");
    byte[] other =
        played(file, "fa.txt", persian, Map.of("TZ", "Asia/Kathmandu", "LC_ALL", "fa_IR.UTF-8"));
    assertArrayEquals(usual, other);
    assertTrue(usual.length > 100_000, "bytes: " + usual.length);
  }

  private byte[] played(
      Path file, String name, List<String> options, Map<String, String> environment)
      throws IOException {
    Path transcript = folder.resolve(name);
    try (JavaProcess lab =
        JavaProcess.start(
            options,
            environment,
            "io.tidegate.gateway.cli.Tidegate",
            "lab",
            file.toString(),
            "--transcript",
            transcript.toString())) {
      assertEquals(0, lab.awaitExit(100_000), lab::output);
      assertFalse(lab.output().chars().anyMatch(each -> each >= 0x80), lab::output);
    }
    return Files.readAllBytes(transcript);
  }
}
