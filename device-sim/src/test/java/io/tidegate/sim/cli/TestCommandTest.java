package io.tidegate.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A `test` that does not come to its end: one reason, and no verdict on what could not be tested.
@Timeout(180)
class TestCommandTest {
  @TempDir Path folder;
  private final Programs programs = new Programs();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("x.yaml"),
        """
        scenario: x
        lasts: 1 d
        boards: {a: {}}
        faults: [{fault: reset, board: a, at: 0 s}]
        expect:
          - {board: a, prints: no such line}
          - {board: a, prints: no such line, times: 0}
        """);
  }

  @AfterEach
  void stop() {
    programs.close();
  }

  private Process testing(String options) throws IOException {
    List<String> command = new ArrayList<>(List.of("test", folder.resolve("x.yaml").toString()));
    command.addAll(List.of("--link-dir", folder.resolve("ports").toString()));
    command.addAll(List.of("--junit", folder.resolve("x.xml").toString()));
    command.addAll(List.of(options.split(" ")));
    return programs.start(command.toArray(String[]::new));
  }

  /// `said` from its beginning to its end.
  private void assertUnjudged(Process process, String said, String reason) throws Exception {
    Programs.assertEnds(process, TidegateSim.FAILED, said);
    assertEquals(List.of("TROUBLE " + reason), found(said, "TROUBLE "), said);
    assertEquals(List.of(), found(said, "MISSED "), said);
    assertEquals(List.of(), found(said, "met "), said);
    assertTrue(said.endsWith("\nFAILED: expectations were not judged, troubles: 1\n"), said);
    String report = Files.readString(folder.resolve("x.xml"));
    assertTrue(report.contains("tests=\"3\" failures=\"0\" errors=\"1\" skipped=\"2\""), report);
    assertTrue(report.contains("<error message=\"" + reason + "\""), report);
    assertEquals(2, report.split("<skipped message=", -1).length - 1, report);
    assertFalse(Files.exists(folder.resolve("ports/a")), "the port's link is left");
  }

  private static List<String> found(String said, String beginning) {
    return said.lines().filter(line -> line.startsWith(beginning)).toList();
  }

  /// SIGTERM as soon as this is in a line; the process's own way would close what it says.
  private String saidWhenStoppedAt(Process process, String words) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.contains(words)) {
        process.toHandle().destroy();
      }
    }
    return said.toString();
  }

  /// What the program under test makes of SIGTERM is no reason.
  @ParameterizedTest
  @CsvSource({"--wait 1h", "--wait 1h -- sleep 1000"})
  void stoppedWhileItWaitsItHasNotBegun(String options) throws Exception {
    Process process = testing(options);
    String said = saidWhenStoppedAt(process, "ports: ");
    assertUnjudged(process, said, "stopped before it began");
    assertTrue(said.contains("x: seed 1, 0 s\n"), said);
  }

  @Test
  void stoppedWhileItPlaysItHasNotEnded() throws Exception {
    Process process = testing("--wait 0s");
    String said = saidWhenStoppedAt(process, "reset of a");
    assertUnjudged(process, said, "stopped before its end");
  }

  @Test
  void portsThatNobodyOpensAreNamed() throws Exception {
    Process process = testing("--wait 100ms");
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertUnjudged(process, said, "nobody has opened a within 0.1 s");
    try (Stream<Path> ports = Files.list(folder.resolve("ports"))) {
      assertEquals(List.of(), ports.toList(), said);
    }
  }

  @ParameterizedTest
  @CsvSource({"--wait 1h -- false", "--wait 0s -- false"})
  void aProgramThatEndsByItselfIsTheReason(String options) throws Exception {
    Process process = testing(options);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Path log = folder.resolve("ports/gateway.log");
    String reason = "the gateway ended by itself with code 1; its output is in " + log;
    assertUnjudged(process, said, reason);
  }
}
